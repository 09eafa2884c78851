export { Frame, Workbench } from './ui/workbench.tsx'

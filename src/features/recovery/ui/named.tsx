import { cloneElement, type ReactElement, type ReactNode } from 'react'

interface NamedProps {
  name: string
  /** What stands beside the name. */
  beside?: ReactNode
  children: ReactElement<{ 'aria-label'?: string }>
}

/** A field below its name. */
export const Named = ({ name, beside, children }: NamedProps) => (
  <div className="named">
    <span className="field-name" aria-hidden="true">
      {name}
      {beside}
    </span>
    {cloneElement(children, { 'aria-label': name })}
  </div>
)

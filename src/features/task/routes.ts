import { type App, serve } from '../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../shop/index.ts'
import { taskContract } from './contract.ts'
import {
  addTask,
  keptTasks,
  moveTask,
  orderTasks,
  setTaskSettings,
  taskSettings,
  taskSteps,
  tasks,
} from './service.ts'

export const taskRoutes = (app: App, deps: SettingsDeps): void =>
  serve(app, 'Tasks', taskContract, {
    tasks: ({ params, query }, caller) => tasks(deps, caller, params.shopId, query),
    taskSteps: ({ params }) => taskSteps(deps, params.shopId, params.taskId),
    orderTasks: ({ params }) => orderTasks(deps, params.shopId, params.orderId),
    keptTasks: ({ params, query }) => keptTasks(deps, params.shopId, query.days),
    taskSettings: ({ params }) => taskSettings(deps, params.shopId),
    setTaskSettings: ({ params, body }, caller) => setTaskSettings(deps, byOf(caller), params.shopId, body),
    addTask: ({ params, body }, caller) => addTask(deps, caller, params.shopId, body),
    moveTask: ({ params, body }, caller) => moveTask(deps, caller, params.shopId, params.taskId, body),
  })

export { type Cluster, startCluster } from './cluster.ts'
export { ClusterFault } from './fault.ts'

import type { HostNaming } from './endpoint-address.js'

/** What the labels and hosts of an app's endpoints are made from. */
export interface AppNaming extends HostNaming {
  /** Name of the app. */
  readonly app: string
}

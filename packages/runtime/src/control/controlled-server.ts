/** One endpoint of a running server. */
export interface ServedRoute {
  readonly methods: readonly string[]
  /** Path template. */
  readonly path: string
  /** Hosts at which it alone answers, at `/`. */
  readonly hosts: readonly string[]
  readonly label: string
  readonly protected: boolean
  /** Being open was said to be meant. */
  readonly public: boolean
}

/** What a running server says about itself. */
export interface ServerStatus {
  readonly pid: number
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly urls: readonly string[]
  readonly environment: string
  readonly app: string
  /** ISO 8601. */
  readonly started_at: string
  readonly routes: readonly ServedRoute[]
}

/** The endpoint that would answer a request. */
export interface ServedEndpoint {
  readonly label: string
  readonly protected: boolean
}

/** What a server does for whoever holds its control socket. */
export interface ControlledServer {
  status(): ServerStatus
  /** Asks the server's own matcher; `undefined` where no endpoint would answer. */
  endpointAt(
    method: string,
    path: string,
  ): ServedEndpoint | undefined | Promise<ServedEndpoint | undefined>
  /** Begins to stop: nothing more is accepted, what runs finishes, the process ends. */
  stop(): void
}

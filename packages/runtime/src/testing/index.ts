export { createTestRuntime } from './create-test-runtime.js'
export type { TestRuntime, TestRuntimeOptions, TestTokenOptions } from './create-test-runtime.js'
export type { TestClient, TestRequest } from './test-client.js'
export type { TestClock } from './test-clock.js'

export { after, callScope, recordCallScope } from './answers/after.js'
export type { CallScope, Defer, DeferredWork } from './answers/after.js'
export { redirect } from './answers/redirect.js'
export type { RedirectStatus } from './answers/redirect.js'

export { APP_OPTIONS, findAppOptionsProblem, isEarly } from './app/app-options.js'
export type { AppMiddleware, AppOptions, EarlyMiddleware } from './app/app-options.js'
export type { ControllersDefaults, ControllersOptions } from './app/controllers-options.js'
export { defineApp, isAppDefinition } from './app/define-app.js'
export type { AppDefinition } from './app/define-app.js'
export { mapError } from './app/error-mapper.js'
export type { ErrorClass, ErrorMapper, FailedRequest, MappedError } from './app/error-mapper.js'

export { readProxyCredentials, writeProxyCredentials } from './auth/proxy-credentials.js'
export type { CarriedCredentials, ProxyCarrier } from './auth/proxy-credentials.js'
export { proxyAuth } from './auth/proxy-auth.js'
export type { Principal, PrincipalReach } from './auth/principal.js'
export type { ProxyTokens, TokenVerification, VerifiedToken } from './auth/proxy-tokens.js'
export { TokenPair } from './auth/token-pair.js'
export type { ProxyCredentials } from './auth/token-pair.js'
export type { RequestHeaders } from './auth/request-headers.js'
export type {
  Authenticated,
  GuardedRoute,
  Rejected,
  Scheme,
  SchemeAnswer,
  SchemeRequest,
  SchemeServices,
  SchemeSettings,
} from './auth/scheme.js'

export { Body } from './decorators/body.js'
export type { BodyOptions } from './decorators/body.js'
export { CallerToken } from './decorators/caller-token.js'
export type { CallerTokenInfo } from './decorators/caller-token.js'
export { CurrentUser } from './decorators/current-user.js'
export type { CurrentUserOptions } from './decorators/current-user.js'
export type { ClassOrHandlerDecorator, HandlerDecorator } from './decorators/decorator-target.js'
export type { DescriptionOptions } from './decorators/description-options.js'
export type { AddressOptions, ProtectionOptions } from './decorators/endpoint-options.js'
export { Depends } from './decorators/depends.js'
export { fastapiEndpoint } from './decorators/fastapi-endpoint.js'
export type { FastapiEndpointOptions } from './decorators/fastapi-endpoint.js'
export { Form, FormField } from './decorators/form.js'
export type { FormFieldOptions, FormOptions } from './decorators/form.js'
export { enter, exit } from './decorators/lifecycle.js'
export { HeaderParam, Param, QueryParam } from './decorators/parameters.js'
export type { ParameterOptions } from './decorators/parameters.js'
export type { ResponseModel, ResponseModelOptions } from './decorators/response-model-option.js'
export { publicEndpoint } from './decorators/public-endpoint.js'
export { requiresProxyAuth } from './decorators/requires-proxy-auth.js'
export { routePrefix } from './decorators/route-prefix.js'
export { UploadedFile, UploadedFiles } from './decorators/uploaded-file.js'
export type { UploadedFileOptions, UploadedFilesOptions } from './decorators/uploaded-file.js'
export { useContainer } from './decorators/use-container.js'
export { Signal } from './decorators/signal.js'

export { processContainer } from './endpoints/container.js'
export type { Container } from './endpoints/container.js'
export type { CorsOption, CorsPolicy } from './endpoints/cors-policy.js'
export { isDependencyClass } from './endpoints/dependency.js'
export type { Dependency, DependencyClass, DependencyFunction } from './endpoints/dependency.js'
export { endpointsOf, ownEndpointsOf } from './endpoints/endpoint-registry.js'
export { HTTP_METHODS } from './endpoints/endpoint-spec.js'
export type {
  EndpointSpec,
  FunctionEndpointSpec,
  HttpMethod,
  ResponseModelSpec,
} from './endpoints/endpoint-spec.js'
export { isClass, lineageOf } from './endpoints/handler-class.js'
export type { HandlerClass } from './endpoints/handler-class.js'
export { isLabel } from './endpoints/label.js'
export { lifecycleMethodsOf } from './endpoints/lifecycle-registry.js'
export { emittedParameterTypes, emittedPropertyType } from './endpoints/metadata.js'
export { ownParametersOf, parametersOf } from './endpoints/parameter-registry.js'
export type {
  BodyRules,
  Discriminator,
  FormFieldRecord,
  FormRecord,
  ParameterRecord,
  ParameterRules,
  UploadRecord,
} from './endpoints/parameter-registry.js'
export { classProtectionOf, ownMethodProtectionOf } from './endpoints/protection-registry.js'
export type { Protection } from './endpoints/protection.js'
export { Upload } from './endpoints/upload.js'
export type { UploadRules, UploadStorage } from './endpoints/upload.js'
export { routePrefixOf } from './endpoints/route-prefix-registry.js'

export { AuthError } from './errors/auth-error.js'
export type { AuthErrorCode, AuthErrorOptions } from './errors/auth-error.js'
export { InvalidEndpointError } from './errors/invalid-endpoint-error.js'
export { BODY_PATH, ValidationError } from './errors/validation-error.js'
export type { ValidationDetail } from './errors/validation-error.js'
export { WebError } from './errors/web-error.js'
export type { WebErrorCode } from './errors/web-error.js'

export {
  BadRequestError,
  BodyParam,
  CookieParam,
  CookieParams,
  Ctx,
  ForbiddenError,
  HeaderParams,
  HttpError,
  InternalServerError,
  MethodNotAllowedError,
  NotAcceptableError,
  NotFoundError,
  Params,
  QueryParams,
  Req,
  Res,
  Session,
  SessionParam,
  State,
  UnauthorizedError,
  UseAfter,
  UseBefore,
  UseInterceptor,
} from 'routing-controllers'
export type { Action, InterceptorInterface, KoaMiddlewareInterface } from 'routing-controllers'

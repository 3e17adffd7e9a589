/* global SwaggerUIBundle */

/*
 * Shows the API description, and asks for it again with the credentials of "Authorize": the server
 * lists an endpoint only to those whom its guard lets through.
 */

const DESCRIPTION_URL = new URL('openapi.json', document.baseURI).href

const NOTES = {
  stranger:
    'Endpoints that need a credential are listed once you “Authorize” with one that opens them.',
  nothing: 'No endpoint is listed.',
  half: 'Modal-Key and Modal-Secret belong together: authorize with both.',
  nothingMore:
    'These credentials open none of the endpoints that are described here: they are wrong, have expired, or are not allowed at them.',
}

followColorScheme()

const ui = SwaggerUIBundle({
  dom_id: '#swagger-ui',
  url: DESCRIPTION_URL,
  validatorUrl: null,
  persistAuthorization: false,
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  plugins: [reloadWhenAuthorized, withoutTheObvious],
  onComplete: explain,
})

/** A plugin: whenever credentials are given or taken away, what is listed may change. */
function reloadWhenAuthorized() {
  const thenReload = (action) => (payload) => {
    const result = action(payload)
    void reload()
    return result
  }
  return {
    statePlugins: { auth: { wrapActions: { authorize: thenReload, logout: thenReload } } },
  }
}

/** A plugin: leaves out a choice of one server, and says in other words that nothing is listed. */
function withoutTheObvious({ React: { createElement }, specSelectors }) {
  const showWhere = (isShown, instead) => (Original) => (props) =>
    isShown() ? createElement(Original, props) : instead
  const nothing = createElement('p', { className: 'nothing' }, NOTES.nothing)
  return {
    wrapComponents: {
      ServersContainer: showWhere(() => specSelectors.servers().size > 1, null),
      operations: showWhere(() => specSelectors.taggedOperations().size > 0, nothing),
    },
  }
}

/** Counts up, so that an answer which comes late doesn't replace a newer one. */
let reloads = 0

async function reload() {
  reloads += 1
  const own = reloads
  try {
    const response = await fetch(DESCRIPTION_URL, { headers: credentials(), cache: 'no-store' })
    const text = await response.text()
    if (own !== reloads) return
    if (!response.ok) return showNote(text.replace(/^modal-http: /, ''))
    ui.specActions.updateSpec(text)
    explain()
  } catch {
    if (own === reloads) showNote('The server does not answer: what is listed may be out of date.')
  }
}

/** Header fields that carry what was authorized, as "Try it out" sends them. */
function credentials() {
  const headers = new Headers()
  for (const { schema, value } of authorized()) {
    const { type, scheme, in: place, name } = schema
    if (type === 'apiKey' && place === 'header') headers.set(name, value)
    if (type === 'http' && /^bearer$/i.test(scheme)) headers.set('Authorization', `Bearer ${value}`)
    if (type === 'http' && /^basic$/i.test(scheme)) {
      headers.set('Authorization', `Basic ${toBase64(`${value.username}:${value.password}`)}`)
    }
  }
  return headers
}

function authorized() {
  return Object.values(ui.authSelectors.authorized()?.toJS() ?? {})
}

function toBase64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

/** Says why something may be missing, where it may. */
function explain() {
  const { info = {}, paths = {}, components = {} } = ui.specSelectors.specJson().toJS()
  document.title = info.title ?? document.title
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  const listsProtected = operations.some(({ security = [] }) => security.length > 0)
  const hasProtected = Object.keys(components.securitySchemes ?? {}).length > 0
  if (listsProtected || !hasProtected) return showNote('')
  const fields = [...credentials().keys()]
  if (fields.length === 0) return showNote(NOTES.stranger)
  const pair = fields.filter((name) => name === 'modal-key' || name === 'modal-secret')
  showNote(pair.length === 1 && fields.length === 1 ? NOTES.half : NOTES.nothingMore)
}

function showNote(text) {
  const note = document.getElementById('note')
  note.textContent = text
  note.hidden = text === ''
}

/** Swagger UI has a dark look, and a switch for it that isn't part of this page. */
function followColorScheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
  dark.addEventListener('change', apply)
  apply()
}

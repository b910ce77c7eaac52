// npm's oidc-provider as an organisation would run it, for tests/platform/signin/test_organisations.py alone.
//   node openid_provider.mjs NODE_MODULES PEOPLE ADDRESSES
// PEOPLE is JSON: claims by subject; ADDRESSES is JSON: where people are sent back to. It says its port on the first line of what it writes. Nobody is asked for a
// password: whoever comes with the header x-subject is signed in as that person. The same people have two issuers.
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'

const [modules, people, addresses] = [process.argv[2], ...process.argv.slice(3).map((text) => JSON.parse(text))]
const { Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`))

function makeProvider (issuer) {
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'handrail',
      client_secret: 'for-tests-alone',
      redirect_uris: addresses
    }],
    claims: { openid: ['sub', 'amr', 'acr', 'email', 'email_verified'], auth_time: null, iss: null },
    acrValues: [...new Set(Object.values(people).map((claims) => claims.acr).filter(Boolean))],
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['for tests alone'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId: 'handrail', accountId: context.oidc.session.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    interactions: { url: (_, interaction) => `/sign-in/${interaction.uid}` },
    ttl: { Session: 3600, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 600 }
  })
  provider.on('server_error', (_, error) => console.error(error))
  const answer = provider.callback()
  return async (request, response) => {
    if (!request.url.startsWith('/sign-in/')) return answer(request, response)
    const subject = request.headers['x-subject']
    const login = { accountId: subject, acr: people[subject]?.acr, amr: people[subject]?.amr }
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
  }
}

const issuers = {}
const server = createServer((request, response) => issuers[request.headers.host.split(':')[0]](request, response))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address()
  for (const name of ['localhost', '127.0.0.1']) issuers[name] = makeProvider(`http://${name}:${port}`)
  console.log(port)
})

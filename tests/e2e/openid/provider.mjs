// An OpenID Connect provider on a free loopback port, for oidc.py: whoever types a name signs in as it. Says its issuer in a line.
//
// usage: node provider.mjs REDIRECT-URI CLIENT-ID CLIENT-SECRET RS256|ES256
import http from 'node:http';
import * as jose from 'jose';
import Provider from 'oidc-provider';

const [redirect, id, secret, algorithm] = process.argv.slice(2);

async function key(name) {
  const { privateKey } = await jose.generateKeyPair(name, { extractable: true });
  return { ...(await jose.exportJWK(privateKey)), alg: name, use: 'sig', kid: name };
}

let answer;
const server = http.createServer((request, response) => answer(request, response));
server.listen(0, '127.0.0.1', async () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: id,
      client_secret: secret,
      redirect_uris: [redirect],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      id_token_signed_response_alg: algorithm,
    }],
    cookies: { keys: ['of this run'] },
    jwks: { keys: [await key('RS256'), await key('ES256')] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    // "name:subject": what people are called may change, who they are does not.
    findAccount: (context, account) => ({
      accountId: account,
      claims: () => ({ sub: account, preferred_username: account.split(':')[0] }),
    }),
  });
  answer = provider.callback();
  console.log(issuer);
});

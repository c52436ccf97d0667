// A flag client as others wrote it, for a test to use: node client.mjs server|web|web-by-events URL, the token in TOKEN.
// Takes one JSON array a line, an action and its arguments, and answers each with one line of JSON.
import { createInterface } from 'node:readline';
import { EventSource } from 'eventsource';

const [, , kind, url] = process.argv;

// What the provider asked the service, and what came of it.
let asked = [];
const watchedFetch = async (request) => {
  const body = await request.clone().json();
  const response = await fetch(request);
  asked.push({
    status: response.status,
    ifNoneMatch: request.headers.get('If-None-Match'),
    etag: response.headers.get('ETag'),
    context: body.context,
  });
  return response;
};

const options = {
  baseUrl: url,
  headersFactory: () => [['X-API-Key', process.env.TOKEN]],
  fetchImplementation: watchedFetch,
};

const server = async () => {
  const { OpenFeature } = await import('@openfeature/server-sdk');
  const { OFREPProvider } = await import('@openfeature/ofrep-provider');
  await OpenFeature.setProviderAndWait(new OFREPProvider(options));
  return OpenFeature;
};

const web = async (more) => {
  const { OpenFeature } = await import('@openfeature/web-sdk');
  const { OFREPWebProvider } = await import('@openfeature/ofrep-web-provider');
  await OpenFeature.setContext({ targetingKey: 'nobody' });
  await OpenFeature.setProviderAndWait(new OFREPWebProvider({ ...options, ...more }));
  return OpenFeature;
};

const start = {
  server,
  web: () => web({ changeDetection: 'polling', pollInterval: 100 }),
  'web-by-events': () => {
    // Browsers have it; Node does not.
    globalThis.EventSource = EventSource;
    return web({ changeDetection: 'sse' });
  },
}[kind];

const detailsOf = (client, key, defaultValue, context) =>
  ({
    boolean: () => client.getBooleanDetails(key, defaultValue, context),
    string: () => client.getStringDetails(key, defaultValue, context),
    number: () => client.getNumberDetails(key, defaultValue, context),
    object: () => client.getObjectDetails(key, defaultValue, context),
  })[typeof defaultValue]();

const said = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

let OpenFeature;
try {
  OpenFeature = await start();
} catch (error) {
  said({ failed: String(error) });
  process.exit(0);
}
const client = OpenFeature.getClient();
said({ ready: kind });

const actions = {
  // Evaluates a flag: by a request where it is the server's client, from what the provider has where it is the browser's.
  details: (key, defaultValue, context) => detailsOf(client, key, defaultValue, context),
  // Of the browser's client: who sits before it from now on.
  context: async (context) => {
    await OpenFeature.setContext(context);
    return { set: context };
  },
  // What was asked since this was asked the last time.
  asked: () => {
    const since = asked;
    asked = [];
    return since;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [action, ...rest] = JSON.parse(line);
  said(await actions[action](...rest));
}
await OpenFeature.close();
process.exit(0);

// Lists, watches or runs an informer on Endpoints or EndpointSlices with @kubernetes/client-node; see ../README.md.
import * as k8s from '@kubernetes/client-node';

const [mode, url, resource] = process.argv.slice(2);
const config = new k8s.KubeConfig();
config.loadFromOptions({
  clusters: [{ name: 'replay', server: url, skipTLSVerify: true }],
  users: [{ name: 'nobody' }],
  contexts: [{ name: 'replay', cluster: 'replay', user: 'nobody' }],
  currentContext: 'replay',
});

const [path, list] =
  resource === 'endpoints'
    ? ['/api/v1/endpoints', endpointsList]
    : ['/apis/discovery.k8s.io/v1/endpointslices', slicesList];

function endpointsList() {
  return config.makeApiClient(k8s.CoreV1Api).listEndpointsForAllNamespaces();
}

function slicesList() {
  return config.makeApiClient(k8s.DiscoveryV1Api).listEndpointSliceForAllNamespaces();
}

function ready(object) {
  return resource === 'endpoints'
    ? (object.subsets ?? []).flatMap((s) => s.addresses ?? []).map((a) => a.ip)
    : (object.endpoints ?? []).filter((e) => e.conditions?.ready !== false).flatMap((e) => e.addresses);
}

function tell(event, object) {
  const { namespace, name, resourceVersion } = object.metadata;
  console.log(event, `${namespace}/${name}`, resourceVersion, ready(object).sort().join(','));
}

function tellError(error) {
  console.log('ERROR', String(error?.message ?? error).replaceAll('\n', ' ').slice(0, 300));
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function read() {
  const answer = await list();
  answer.items.forEach((object) => tell('LISTED', object));
  console.log('SYNCED');
  return answer.metadata.resourceVersion;
}

/** Reads the state and follows it until the watch ends. */
async function watchOnce() {
  const resourceVersion = await read();
  await new Promise((done, failed) =>
    new k8s.Watch(config)
      .watch(path, { resourceVersion }, tell, (error) => (error ? failed(error) : done()))
      .catch(failed),
  );
  console.log('END');
}

async function inform() {
  const informer = k8s.makeInformer(config, path, list);
  informer.on('add', (object) => tell('ADDED', object));
  informer.on('update', (object) => tell('MODIFIED', object));
  informer.on('delete', (object) => tell('DELETED', object));
  // The client leaves the restart after an error to its user.
  informer.on('error', async (error) => {
    tellError(error);
    await pause(800);
    start();
  });
  const start = () => informer.start().catch(async (error) => {
    tellError(error);
    await pause(800);
    start();
  });
  start();
}

if (mode === 'informer') {
  await inform();
} else {
  do {
    await (mode === 'list' ? read() : watchOnce()).catch(tellError);
    await pause(500);
  } while (mode === 'watch');
}

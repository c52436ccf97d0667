let nextProducts = null;
let nextDifferences = null;

const cell = (...parts) => {
  const td = element('td');
  td.append(...parts);
  return td;
};

const version = what => {
  if (!what) return 'nothing';
  if (!what.releaseId) return `${what.version} (not recorded)`;
  const link = element('a', what.version);
  link.href = `/#${what.releaseId}`;
  return link;
};

const joined = items => items.flatMap((item, n) => n ? [', ', ...item] : item);

const product = each => {
  const tr = element('tr');
  const { runs, before } = each;
  tr.append(
    element('td', each.product + (each.incomplete ? ' (incomplete)' : '')),
    cell(version(runs), runs?.returned ? ' (returned to)' : ''),
    element('td', runs ? `${day(runs.since.at)}, position ${runs.since.position}` : ''),
    element('td', runs?.strategy),
    element('td', runs?.artefact?.name),
    cell(...joined(each.onTheWay.map(way => [version(way), ` ${way.percent} %`]))),
    cell(...(before ? [version(before), before.takenBack ? ' (taken back)' : ''] : [])));
  return tr;
};

const moved = moves => cell(...joined(moves.map(move => [version(move), ` at ${move.by.position}`])));

const difference = each => {
  const tr = element('tr');
  tr.append(
    element('td', each.product + (each.incomplete ? ' (incomplete)' : '') + (each.whole ? '' : ' (the last of it)')),
    cell(version(each.before)), cell(version(each.after)),
    moved(each.came), moved(each.left), moved(each.takenBack));
  return tr;
};

const asked = (form, also) => new URLSearchParams(
  [...new FormData(byId(form)), ...also].filter(([name, value]) => value && name !== 'environment'));

const environment = () => encodeURIComponent(new FormData(byId('filter')).get('environment'));

const show = async more => {
  const query = asked('filter', [['cursor', more && nextProducts]]);
  const page = await ask(`/v1/environments/${environment()}?${query}`);
  if (!more) byId('products').replaceChildren();
  byId('products').append(...page.products.map(product));
  byId('about').textContent = `As of position ${page.asOfPosition}`
    + (page.claimedAt ? `, as claimed of ${day(page.claimedAt)}` : '');
  nextProducts = page.next;
  byId('more').hidden = !nextProducts;
};

const compare = async more => {
  const filter = new FormData(byId('filter'));
  const query = asked('between', [['product', filter.get('product')], ['clock', filter.get('clock')],
    ['cursor', more && nextDifferences]]);
  const page = await ask(`/v1/environments/${environment()}/diff?${query}`);
  if (!more) byId('differences').replaceChildren();
  byId('differences').append(...page.products.map(difference));
  nextDifferences = page.next;
  byId('more-differences').hidden = !nextDifferences;
};

const begin = async () => {
  const page = await ask('/v1/environments?limit=200');
  byId('names').replaceChildren(...[...new Set(page.environments.map(each => each.environment))]
    .map(name => element('option', name)));
  await show(false);
};

byId('sign-in').addEventListener('submit', trying(async () => {
  sessionStorage.setItem('token', byId('token').value.trim());
  await begin();
}));
byId('filter').addEventListener('submit', trying(() => show(false)));
byId('more').addEventListener('click', trying(() => show(true)));
byId('between').addEventListener('submit', trying(() => compare(false)));
byId('more-differences').addEventListener('click', trying(() => compare(true)));
if (byId('token').value) trying(begin)();

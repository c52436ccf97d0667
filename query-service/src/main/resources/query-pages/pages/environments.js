const version = what => {
  if (!what) return 'nothing';
  if (!what.releaseId) return `${what.version} (not recorded)`;
  return linkTo(`/#${what.releaseId}`, what.version);
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

const environment = () => encodeURIComponent(new FormData(byId('filter')).get('environment'));

// The environment is asked for by its path, not by its field.
const asked = (form, also) => {
  const query = filled(form, also);
  query.delete('environment');
  return query;
};

const show = paged('products', 'more',
  cursor => ask(`/v1/environments/${environment()}?${asked('filter', [['cursor', cursor]])}`),
  page => {
    byId('about').textContent = `As of position ${page.asOfPosition}`
      + (page.claimedAt ? `, as claimed of ${day(page.claimedAt)}` : '');
    return page.products.map(product);
  });

const compare = paged('differences', 'more-differences',
  cursor => {
    const filter = new FormData(byId('filter'));
    const query = asked('between',
      [['product', filter.get('product')], ['clock', filter.get('clock')], ['cursor', cursor]]);
    return ask(`/v1/environments/${environment()}/diff?${query}`);
  },
  page => page.products.map(difference));

const begin = async () => {
  const page = await ask('/v1/environments?limit=200');
  byId('names').replaceChildren(...[...new Set(page.environments.map(each => each.environment))]
    .map(name => element('option', name)));
  await show(false);
};

byId('filter').addEventListener('submit', trying(() => show(false)));
byId('more').addEventListener('click', trying(() => show(true)));
byId('between').addEventListener('submit', trying(() => compare(false)));
byId('more-differences').addEventListener('click', trying(() => compare(true)));
signedIn(begin);

let next = null;

const row = release => {
  const tr = element('tr');
  const link = element('a', release.version);
  link.href = `#${release.id}`;
  const version = element('td');
  version.append(link, release.incomplete ? ' (incomplete)' : '');
  tr.append(element('td', release.product), version, element('td', release.status), element('td', release.stage),
    element('td', release.changeCount), element('td', day(release.plannedAt)));
  return tr;
};

const list = async more => {
  const query = new URLSearchParams([...new FormData(byId('filter'))].filter(([, value]) => value));
  if (more && next) query.set('cursor', next);
  const page = await ask(`/v1/releases?${query}`);
  if (!more) byId('releases').replaceChildren();
  byId('releases').append(...page.releases.map(row));
  next = page.next;
  byId('more').hidden = !next;
};

const lines = (title, items, text) => {
  const part = element('section');
  const ul = element('ul');
  ul.append(...items.map(item => {
    const [line, done] = text(item);
    return element('li', line, done === undefined ? '' : done ? 'done' : 'open');
  }));
  part.append(element('h3', title), ul);
  return items.length ? [part] : [];
};

const item = line => [`${line.title}: ${line.state}`
  + (line.openOnTheDay ? ', open on the day' : '')
  + (line.reason ? ` (${line.reason})` : '')
  + (line.done ? '' : '; ' + [line.tickedBy.join(' or '), line.seenWhen].filter(Boolean).join(', or ')),
  line.done];

const checklists = ({ onTheDay, checklists }) => checklists.flatMap(list => lines(
  `${list.title}: ${list.done} done, ${list.open} open${onTheDay && list.ordered ? ' on the day' : ''}`
    + (list.next ? `, next ${list.next}` : ''),
  list.sections.flatMap(section => section.items), item));

const show = async id => {
  const [release, lists, history] = await Promise.all([ask(`/v1/releases/${id}`), ask(`/v1/releases/${id}/checklists`),
    ask(`/v1/releases/${id}/history?limit=200`)]);
  const about = `${release.status}, stage ${release.stage ?? 'none left'}, ${release.changeCount} changes, `
    + `planned ${day(release.plannedAt)}, sequence ${release.sequence}, position ${release.position}`
    + (release.incomplete ? `; incomplete: ${release.doubt.reason}` : '');
  byId('release').replaceChildren(
    element('h2', `${release.product} ${release.version}: ${release.title}`),
    element('p', about),
    ...lines('Gates', release.stages, stage => [`${stage.stage}: ${stage.gate}`
      + (stage.gate === 'SHUT' ? `; not shown: ${stage.criteria.filter(c => !c.shown).map(c => c.title).join(', ') || 'nothing'}` : ''),
      stage.gate !== 'SHUT']),
    ...checklists(lists),
    ...lines('Deployments', release.deployments, d => [`${d.environment}: ${d.standing} ${d.percent ?? ''}`]),
    ...lines('Rollbacks', release.rollbacks, r => [`${r.reason}: ${r.summary} ${r.authorised ? '(authorised)' : '(waits for ' + r.missing.join(', ') + ')'}`]),
    ...lines('Changes', release.changes.slice(0, 100), c => [`${c.category}: ${c.summary}`]),
    ...lines('History', history.entries, e => [e.entry
      ? `${e.entry.position} ${day(e.entry.occurredat ?? e.entry.time)} ${e.entry.type.split('.').at(-2)}`
      : `${e.position} unreadable: ${e.unreadable}`]));
  byId('release').hidden = false;
  byId('release').scrollIntoView();
};

const chosen = trying(async () => {
  if (location.hash.length > 1 && byId('token').value) await show(location.hash.slice(1));
});
byId('sign-in').addEventListener('submit', trying(async () => {
  sessionStorage.setItem('token', byId('token').value.trim());
  await list(false);
}));
byId('filter').addEventListener('submit', trying(() => list(false)));
byId('more').addEventListener('click', trying(() => list(true)));
addEventListener('hashchange', chosen);
if (byId('token').value) {
  trying(() => list(false))();
  chosen();
}

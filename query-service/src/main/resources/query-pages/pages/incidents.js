const snippet = pieces => {
  const p = element('p');
  p.append(...pieces.map(piece => piece.hit ? element('mark', piece.text) : piece.text));
  return p;
};

const row = incident => {
  const tr = element('tr');
  const toDo = `${incident.openActionItems} of ${incident.actionItems}`
    + (incident.overdueActionItems ? `, ${incident.overdueActionItems} overdue` : '');
  tr.append(
    cell(linkTo(`#${incident.id}`, incident.title), incident.incomplete ? ' (incomplete)' : '',
      ...(incident.snippet ? [snippet(incident.snippet)] : [])),
    element('td', [incident.product, incident.environment].filter(Boolean).join(', ')),
    element('td', incident.severity),
    element('td', incident.status, incident.open ? 'open' : 'done'),
    element('td', incident.cause),
    element('td', day(incident.detectedAt)),
    element('td', day(incident.resolvedAt)),
    element('td', incident.actionItems ? toDo : ''));
  return tr;
};

const list = paged('incidents', 'more', cursor => ask(`/v1/incidents?${filled('filter', [['cursor', cursor]])}`), page => {
  byId('about').textContent = page.incomplete ? 'Older incidents may be missing until the next rebuild.' : '';
  return page.incidents.map(row);
});

const times = incident => ['detected', 'opened', 'acknowledged', 'mitigated', 'resolved', 'ended']
  .filter(name => incident[`${name}At`]).map(name => `${name} ${day(incident[`${name}At`])}`).join(', ');

const link = l => [l.alert ? `alert ${l.alert.name} since ${day(l.alert.startsAt)}`
  : [`release ${l.releaseId}`, l.deploymentId && `deployment ${l.deploymentId}`, l.rollbackId && `rollback ${l.rollbackId}`]
    .filter(Boolean).join(', ')];

const logEntry = e => [`${day(e.at ?? e.writtenAt)} ${e.text}`
  + (e.corrects ? ' (corrects an earlier entry)' : '') + (e.correctedBy.length ? ' (corrected below)' : '')];

const actionItem = a => [`${a.title}: ${a.status}, due ${a.due}${a.dropped ? ` (${a.dropped})` : ''}`,
  a.status === 'DONE' || a.status === 'DROPPED'];

const show = async id => {
  const [incident, history] = await Promise.all([ask(`/v1/incidents/${id}`),
    ask(`/v1/incidents/${id}/history?limit=200&differences=true`)]);
  const { rootCause, reRelease } = incident;
  reveal('incident',
    element('h2', `${incident.severity} ${incident.product}: ${incident.title}`),
    element('p', `${incident.status}, ${times(incident)}, sequence ${incident.sequence}, position ${incident.position}`
      + (incident.incomplete ? `; incomplete: ${incident.doubt.reason}` : '')),
    ...(incident.mergedInto ? [linkTo(`#${incident.mergedInto}`, 'It goes on as another incident')] : []),
    ...lines('Before it can be closed', incident.obligations, o => [o.reason, false]),
    ...lines('Impact', incident.impacts, i => [`${day(i.from)} to ${i.until ? day(i.until) : 'now'}: ${i.description}`]),
    ...lines('Root cause', rootCause ? [rootCause] : [], c => [`${c.category}: ${c.statement}`
      + (c.factors.length ? ` (${c.factors.join('; ')})` : '')]),
    ...lines('Action items', incident.actionItems, actionItem),
    ...lines('Re-release', reRelease ? [reRelease] : [], r => [r.plan]),
    ...lines('Links', incident.links, link),
    ...lines('Log', incident.log, logEntry),
    ...lines('Post-mortem', incident.postMortemMarkdown ? incident.postMortemMarkdown.split('\n').filter(Boolean) : [], l => [l]),
    ...replay('History, step by step', history.entries));
};

listed(list, show);

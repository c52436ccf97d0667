const row = release => {
  const tr = element('tr');
  const version = cell(linkTo(`#${release.id}`, release.version), release.incomplete ? ' (incomplete)' : '');
  tr.append(element('td', release.product), version, element('td', release.status), element('td', release.stage),
    element('td', release.changeCount), element('td', day(release.plannedAt)));
  return tr;
};

const list = paged('releases', 'more', cursor => ask(`/v1/releases?${filled('filter', [['cursor', cursor]])}`),
  page => page.releases.map(row));

const item = line => [`${line.title}: ${line.state}`
  + (line.openOnTheDay ? ', open on the day' : '')
  + (line.reason ? ` (${line.reason})` : '')
  + (line.done ? '' : '; ' + [line.tickedBy.join(' or '), line.seenWhen].filter(Boolean).join(', or ')),
  line.done];

const checklists = ({ onTheDay, checklists }) => checklists.flatMap(list => lines(
  `${list.title}: ${list.done} done, ${list.open} open${onTheDay && list.ordered ? ' on the day' : ''}`
    + (list.next ? `, next ${list.next}` : ''),
  list.sections.flatMap(section => section.items), item));

const figures = what => [['error rate', what.errorRatePercent, ' %'], ['latency', what.latencyMillis, ' ms'],
  ['health checks', what.healthChecks, ''], ['business metric', what.businessMetric, '']]
  .filter(([, value]) => value !== null && value !== undefined).map(([name, value, unit]) => `${name} ${value}${unit}`).join(', ');

const step = (s, next) => [`Step ${s.name}, ${s.percent} %`
  + (s.at ? `, taken ${day(s.at)}` : '')
  + (next?.name === s.name ? `, next, from ${day(next.from)}${next.awaits === 'NOTHING' ? '' : `, awaits ${next.awaits}`}` : ''),
  Boolean(s.at)];

const deployment = d => lines(
  `Deployment to ${d.environment}: ${d.standing}${d.percent === null ? '' : ` ${d.percent} %`}, ${d.strategy}`,
  [
    [`Health: ${d.verdict ?? 'no report yet'}${d.newestReport ? `; ${day(d.newestReport.to)} ${figures(d.newestReport)}` : ''}`,
      d.verdict ? d.verdict === 'HEALTHY' : undefined],
    ...(figures(d.usual) ? [[`Usual: ${figures(d.usual)}`]] : []),
    ...(d.replaces ? [[`Takes the place of ${d.replaces.version}`]] : []),
    ...(d.watchedUntil ? [[`Watched until ${day(d.watchedUntil)}`]] : []),
    ...d.fired.map(f => [`Trigger ${f.trigger} fired: ${f.observed}, limit ${f.threshold}`, false]),
    ...(d.rollout?.steps ?? []).map(s => step(s, d.rollout.next)),
  ], line => line);

const rollback = r => lines(
  `Rollback: ${r.progress}, ${r.reason}: ${r.summary}`,
  [
    ...(r.trigger ? [[`Trigger ${r.trigger.trigger}: ${r.trigger.observed}, usual ${r.trigger.baseline ?? 'unknown'}, limit ${r.trigger.threshold}`]] : []),
    ...(r.missing.length ? [[`Waits for ${r.missing.join(', ')}`, false]] : []),
    ...r.steps.map(s => [`${s.name}: ${s.state}${s.at ? ` ${day(s.at)}` : ''}`
      + (s.evidence.length ? ` (${s.evidence.map(e => [e.of, e.says].filter(Boolean).join(': ')).join('; ')})` : ''),
      s.state === 'NOT_NEEDED' ? undefined : s.state === 'DONE']),
    ...r.executions.map(e => [`${e.kind}: attempt ${e.attempts} ${e.standing}${e.reason ? ` (${e.reason})` : ''}`]),
    ...r.obligations.map(o => [`${o.title}: ${o.state}`, o.state === 'NOT_NEEDED' ? undefined : o.state === 'DONE']),
    ...(r.why ? [[r.why, false]] : []),
  ], line => line);

const show = async id => {
  const [release, lists, history] = await Promise.all([ask(`/v1/releases/${id}`), ask(`/v1/releases/${id}/checklists`),
    ask(`/v1/releases/${id}/history?limit=200&differences=true`)]);
  const about = `${release.status}, stage ${release.stage ?? 'none left'}, ${release.changeCount} changes, `
    + `planned ${day(release.plannedAt)}, sequence ${release.sequence}, position ${release.position}`
    + (release.incomplete ? `; incomplete: ${release.doubt.reason}` : '');
  reveal('release',
    element('h2', `${release.product} ${release.version}: ${release.title}`),
    element('p', about),
    ...lines('Gates', release.stages, stage => [`${stage.stage}: ${stage.gate}`
      + (stage.gate === 'SHUT' ? `; not shown: ${stage.criteria.filter(c => !c.shown).map(c => c.title).join(', ') || 'nothing'}` : ''),
      stage.gate !== 'SHUT']),
    ...checklists(lists),
    ...release.deployments.flatMap(deployment),
    ...release.rollbacks.flatMap(rollback),
    ...lines('Changes', release.changes.slice(0, 100), c => [`${c.category}: ${c.summary}`]),
    ...replay('History, step by step', history.entries));
};

listed(list, show);

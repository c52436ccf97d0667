const percent = basisPoints => `${basisPoints / 100} %`;

const row = flag => {
  const tr = element('tr');
  tr.append(
    cell(linkTo(`#${flag.id}`, flag.key), flag.incomplete ? ' (incomplete)' : '', element('p', flag.purpose)),
    element('td', flag.product),
    element('td', flag.type),
    element('td', flag.status, flag.status === 'DISABLED' ? 'open' : 'done'),
    element('td', flag.rollout),
    element('td', flag.phase),
    element('td', percent(flag.basisPoints)),
    element('td', flag.ends ? flag.ends + (flag.outlivedAt ? ', outlived' : '') : 'never'));
  return tr;
};

const list = paged('flags', 'more', cursor => ask(`/v1/flags?${filled('filter', [['cursor', cursor]])}`), page => {
  byId('about').textContent = page.incomplete ? 'Older flags may be missing until the next rebuild.' : '';
  return page.flags.map(row);
});

const condition = c => c.all ? `(${c.all.map(condition).join(' and ')})`
  : c.any ? `(${c.any.map(condition).join(' or ')})`
    : c.not ? `not ${condition(c.not)}`
      : `${c.attribute} ${c.operator} ${c.values.map(short).join(', ')}`;

const show = async id => {
  const [flag, history] = await Promise.all([ask(`/v1/flags/${id}`),
    ask(`/v1/flags/${id}/history?limit=200&differences=true`)]);
  const { rollout, disabled, cleanUp, archive } = flag;
  reveal('flag',
    element('h2', `${flag.product}: ${flag.key}`),
    element('p', flag.purpose),
    element('p', `${flag.type}, ${flag.status}, rollout ${rollout.state}${rollout.phase ? ` in ${rollout.phase}` : ''} to`
      + ` ${percent(rollout.basisPoints)}, ${flag.ends ? `ends ${flag.ends}` : 'permanent'}, owner ${flag.owner},`
      + ` sequence ${flag.sequence}, position ${flag.position}`
      + (flag.incomplete ? `; incomplete: ${flag.doubt.reason}` : '')),
    ...lines('Disabled', disabled ? [disabled] : [], d => [`${day(d.at)} ${d.reason}`
      + (d.releaseId ? `, release ${d.releaseId}` : '') + (d.rollbackId ? `, rollback ${d.rollbackId}` : '')]),
    ...lines('Paused', rollout.paused ? [rollout.paused] : [], p => [`${day(p.at)} ${p.reason}`]),
    ...lines('Variants', flag.variants, v => [`${v.name}: ${short(v.value)}`
      + (v.name === flag.onVariant ? ', for those whom the rollout reached' : '')
      + (v.name === flag.offVariant ? ', for everybody else' : '')]),
    ...lines('Targeting, the first that matches', flag.targeting, r => [`${r.id}: ${condition(r.when)} gets ${r.serve}`]),
    ...lines('Split', Object.entries(flag.split), ([variant, weight]) => [`${variant}: ${percent(weight)}`]),
    ...lines('Phases', Object.entries(rollout.since), ([phase, since]) => [`${phase} since ${day(since)}`]),
    ...lines('Releases', flag.releases, r => [r]),
    ...lines('Out of the code', cleanUp ? [cleanUp] : [], c => [`${day(c.at)} ${c.change}`]),
    ...lines('Archived', archive ? [archive] : [], a => [`${day(a.at)} ${a.documentation}`]),
    ...replay('History, step by step', history.entries));
};

listed(list, show);

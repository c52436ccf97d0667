let more = null;

const UNITS = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];

const took = seconds => {
  if (seconds === null) return '';
  const at = UNITS.findIndex(([, size]) => seconds >= size);
  if (at < 0) return `${seconds} s`;
  const [unit, size] = UNITS[at];
  return `${(seconds / size).toFixed(1)} ${unit}`;
};

const percent = rate => rate === null ? '' : `${(rate * 100).toFixed(1)} %`;

const spread = seconds => seconds.count ? `${took(seconds.p50)} / ${took(seconds.p90)}` : 'none';

const observation = each => {
  const tr = element('tr');
  const version = cell(linkTo(`/#${each.releaseId}`, each.version));
  tr.append(
    element('td', day(each.at)), element('td', each.product), version, element('td', each.environment),
    element('td', each.changeId), element('td', took(each.seconds)), element('td', each.counts ? 'yes' : 'no'),
    element('td', each.failedBy),
    element('td', each.entries.map(said => `${said.says.toLowerCase().replaceAll('_', ' ')} ${said.position}`).join(', ')));
  return tr;
};

const showBehind = async (what, address, cursor) => {
  const page = await ask(`${address}&limit=100${cursor ? `&cursor=${cursor}` : ''}`);
  byId('behind').hidden = false;
  byId('behind-what').textContent = what;
  if (!cursor) byId('observations').replaceChildren();
  byId('observations').append(...page.observations.map(observation));
  more = page.next && (() => showBehind(what, address, page.next));
  byId('more').hidden = !more;
};

const figure = (text, what, address) => {
  const button = element('button', text);
  button.addEventListener('click', trying(() => showBehind(what, address)));
  return cell(button);
};

const row = each => {
  const tr = element('tr');
  const { deploymentFrequency: often, leadTime: lead, changeFailureRate: failing, timeToRestore: restoring,
    reworkRate: rework } = each;
  const leftOut = lead.leftOut.withoutTime + lead.leftOut.mergedLater;
  tr.append(
    element('td', each.group ?? ''), element('td', day(each.from)), element('td', day(each.to)),
    figure(`${often.deployments} (${often.perDay} a day)`, 'Verified deployments', often.entries),
    figure(spread(lead.seconds) + (leftOut ? `, ${leftOut} left out` : ''), 'Changes', lead.entries),
    figure(`${failing.failed} of ${failing.deployments} ${percent(failing.rate)}`, 'Deployments that ended', failing.entries),
    figure(spread(restoring.seconds)
      + (restoring.leftOut.restoredEarlier ? `, ${restoring.leftOut.restoredEarlier} left out` : '') + (restoring.notRestored ? `, ${restoring.notRestored} not restored` : ''),
      'Deployments that failed', restoring.entries),
    figure(`${rework.hotfixes} of ${rework.deployments} ${percent(rework.rate)}`, 'Deployments that ended', rework.entries));
  return tr;
};

const show = async () => {
  const answer = await ask(`/v1/metrics/dora?${filled('filter')}`);
  byId('figures').replaceChildren(...answer.figures.map(row));
  byId('about').textContent = `As of position ${answer.asOfPosition}` + (answer.whole ? '' : ', not every group')
    + (answer.incomplete ? `. Incomplete: ${answer.because.join('; ')}` : '');
};

byId('filter').addEventListener('submit', trying(show));
byId('more').addEventListener('click', trying(() => more()));
signedIn(show);

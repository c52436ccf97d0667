// The token stays in this tab. Everything from the ledger is written as text, never as markup.
const byId = id => document.getElementById(id);

byId('token').value = sessionStorage.getItem('token') ?? '';

const ask = async path => {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${byId('token').value.trim()}` } });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(`${body.title}: ${body.detail ?? ''}`);
  }
  return body;
};

const element = (name, text, className) => {
  const made = document.createElement(name);
  made.textContent = text ?? '';
  if (className) made.className = className;
  return made;
};

const day = time => time ? time.slice(0, 16).replace('T', ' ') : '';

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

const short = value => {
  const text = value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value ?? 'nothing');
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
};

// The history step by step: what each entry changed, to be opened.
const replay = (title, entries) => {
  const part = element('section');
  part.append(element('h3', title), ...entries.map(({ entry, position, unreadable, differences }) => {
    const step = element('details');
    step.append(element('summary', entry
      ? `${entry.position} ${day(entry.occurredat ?? entry.time)} ${entry.type.split('.').at(-2)}`
      : `${position} unreadable: ${unreadable}`));
    const ul = element('ul');
    ul.append(...differences.map(d => element('li', d.path
      ? `${d.path.slice(1).replaceAll('/', ' › ')}: ${short(d.before)} → ${short(d.after)}` : 'It begins.')));
    step.append(differences.length ? ul : element('p', 'Nothing that is shown of it changed.'));
    return step;
  }));
  return entries.length ? [part] : [];
};

const trying = action => async event => {
  event?.preventDefault?.();
  byId('message').textContent = '';
  try {
    await action();
  } catch (fault) {
    byId('message').textContent = fault.message;
  }
};

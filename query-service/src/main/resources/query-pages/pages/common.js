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

const cell = (...parts) => {
  const td = element('td');
  td.append(...parts);
  return td;
};

const linkTo = (href, text) => {
  const link = element('a', text);
  link.href = href;
  return link;
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

// What is filled in of a form, as a query.
const filled = (form, also = []) =>
  new URLSearchParams([...new FormData(byId(form)), ...also].filter(([, value]) => value));

// A list in pages: begun, or gone on with. The button for more is there while there is more.
const paged = (into, button, read, rows) => {
  let next = null;
  return async more => {
    const page = await read(more && next);
    if (!more) byId(into).replaceChildren();
    byId(into).append(...rows(page));
    next = page.next;
    byId(button).hidden = !next;
  };
};

const reveal = (id, ...parts) => {
  byId(id).replaceChildren(...parts);
  byId(id).hidden = false;
  byId(id).scrollIntoView();
};

// With a token: once it is given, and at once where it is known.
const signedIn = action => {
  byId('sign-in').addEventListener('submit', trying(async () => {
    sessionStorage.setItem('token', byId('token').value.trim());
    await action();
  }));
  if (byId('token').value) trying(action)();
};

// A list by the filter, and beside it the one that the address names.
const listed = (list, show) => {
  const chosen = trying(async () => {
    if (location.hash.length > 1 && byId('token').value) await show(location.hash.slice(1));
  });
  byId('filter').addEventListener('submit', trying(() => list(false)));
  byId('more').addEventListener('click', trying(() => list(true)));
  addEventListener('hashchange', chosen);
  signedIn(() => list(false));
  chosen();
};

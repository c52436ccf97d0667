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

const trying = action => async event => {
  event?.preventDefault?.();
  byId('message').textContent = '';
  try {
    await action();
  } catch (fault) {
    byId('message').textContent = fault.message;
  }
};

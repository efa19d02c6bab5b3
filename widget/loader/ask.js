// Asks a question: one POST, answered in the binary form, as an event where the way lets events through.
const BINARY = 'application/vnd.zhice.answer';

const decoded = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// The data of the one event that holds the answer. Lines that begin with a colon only keep the connection alive.
const told = (stream) => {
  const data = /^event: ?answer\r?\n(?:.*\r?\n)*?data: ?(\S+)/mu.exec(stream)?.[1];
  if (!data) throw Error('no answer in the events');
  return decoded(data);
};

// `questions` are those of the conversation, the last one unanswered.
export const ask = async (url, plan, questions) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: `text/event-stream, ${BINARY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ question: questions.at(-1), earlier: questions.slice(0, -1), plan }),
  });
  if (!response.ok) throw Error(`${response.status} ${url}`);
  const kind = response.headers.get('content-type') ?? '';
  return kind.startsWith('text/event-stream') ? told(await response.text()) : new Uint8Array(await response.arrayBuffer());
};

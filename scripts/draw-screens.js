// Draws what a terminal shows as one SVG: text that can be selected, for light and for dark pages, in the reader's own font.

const cell = { width: 8.4, height: 20 };
const padding = 18;
const gap = 16;

/** What begins and ends a change of the look: the escape sign with a bracket, numbers, "m". */
const escape = String.fromCharCode(27);
const piece = new RegExp(`${escape}\\[([\\d;]*)m|([^${escape}]+)`, "g");

/** Colours by the numbers in which a terminal speaks of them. https://en.wikipedia.org/wiki/ANSI_escape_code#Colors */
const colours = { 31: "red", 32: "green", 33: "yellow", 36: "cyan" };

const style = `
  text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2328; }
  rect { fill: #f6f8fa; stroke: #d0d7de; }
  .bold { font-weight: bold; }
  .red { fill: #b3261e; }
  .green { fill: #116329; }
  .yellow { fill: #7d4e00; }
  .cyan { fill: #0b5d75; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    rect { fill: #0d1117; stroke: #3d444d; }
    .red { fill: #ff7b72; }
    .green { fill: #3fb950; }
    .yellow { fill: #d29922; }
    .cyan { fill: #39c5cf; }
  }
`;

/**
 * Draws screens below each other, each in a frame.
 *
 * @param screens what `tmux capture-pane -e -p` printed
 * @param columns how wide the terminal is
 */
export function drawScreens(screens, columns) {
  const width = columns * cell.width + 2 * padding;
  let top = 0;
  const frames = screens.map((screen) => {
    const lines = linesOf(screen);
    const frame = drawFrame(lines, { top, width });
    top += heightOf(lines) + gap;
    return frame;
  });
  const height = top - gap;
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="-1 -1 ${width + 2} ${height + 2}" role="img">`;
  return `${open}\n<title>The questions in a terminal, and what is then made</title>\n<style>${style}</style>\n${frames.join("\n")}\n</svg>\n`;
}

function drawFrame(lines, { top, width }) {
  const frame = `<rect y="${top}" width="${width}" height="${heightOf(lines)}" rx="8"/>`;
  const texts = lines.map((runs, index) => drawLine(runs, top + padding + (index + 0.75) * cell.height));
  return [frame, ...texts.filter((text) => text !== "")].join("\n");
}

/** The length is given, so that a line keeps its width in every font. Blanks before it are a distance: viewers drop them. */
function drawLine(runs, y) {
  const line = runs.map(({ text }) => text).join("");
  const letters = line.trimStart().length;
  if (letters === 0) return "";
  const x = padding + (line.length - letters) * cell.width;
  const spans = runs.map(({ text, classes }) => (classes.length === 0 ? escaped(text) : `<tspan class="${classes.join(" ")}">${escaped(text)}</tspan>`));
  return `<text x="${x.toFixed(1)}" y="${y}" textLength="${(letters * cell.width).toFixed(1)}">${spans.join("").trimStart()}</text>`;
}

/** Lines as runs of one look each. A look lasts until it is changed, also over the end of a line. */
function linesOf(screen) {
  let look = { bold: false, colour: undefined };
  return screen.trimEnd().split("\n").map((line) => {
    const runs = [];
    for (const [, codes, text] of line.matchAll(piece)) {
      if (text === undefined) look = changed(look, codes);
      else runs.push({ text, classes: [look.bold && "bold", look.colour].filter(Boolean) });
    }
    return runs;
  });
}

function changed(look, codes) {
  return codes.split(";").map(Number).reduce((now, code) => {
    if (code === 0) return { bold: false, colour: undefined };
    if (code === 1) return { ...now, bold: true };
    if (code === 22) return { ...now, bold: false };
    return code === 39 || code in colours ? { ...now, colour: colours[code] } : now;
  }, look);
}

function heightOf(lines) {
  return lines.length * cell.height + 2 * padding;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

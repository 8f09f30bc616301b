// Every visible text whose contrast with what is behind it is under WCAG's AA: [{text, ratio, ...}].
(() => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const paint = (colour) => { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); };
  const pixel = () => [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const chain = [];
    for (let e = element; e; e = e.parentElement) chain.unshift(getComputedStyle(e).backgroundColor);
    paint('white');
    chain.forEach(paint);
    return pixel();
  };
  const found = [];
  const judge = (element, text, colour) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const seen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth && element.checkVisibility({ checkVisibilityCSS: true });
    if (!seen || element.closest('[inert], :disabled, .sr') || !/[\p{L}\p{N}]/u.test(text)) return;
    const ground = behind(element);
    paint(colour);
    const [light, dark] = [luminance(ground), luminance(pixel())].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push({ text: text.trim().slice(0, 40), ratio: ratio.toFixed(2), of: element.className });
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!/^(SCRIPT|STYLE|NOSCRIPT)$/.test(element.tagName)) {
      judge(element, texts.currentNode.data, getComputedStyle(element).color);
    }
  }
  for (const field of document.querySelectorAll('input, textarea')) {
    judge(field, field.value || field.placeholder, getComputedStyle(field, field.value ? null : '::placeholder').color);
  }
  return found;
})()

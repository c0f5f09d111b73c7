// Builds elements. Text goes in as text nodes only: nothing here parses HTML.
Geomap.dom = (function () {
  // tag("p", {class: "x", onclick: f}, child, "text", ...): null children are left out.
  function tag(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : String(value));
    }
    add(element, children);
    return element;
  }

  function add(element, children) {
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === "") continue;
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }

  function fill(element, ...children) {
    element.replaceChildren();
    add(element, children);
  }

  // A link to another site, or plain text where the address is not http(s).
  function link(url, text) {
    if (!url || !/^https?:\/\//i.test(url)) return tag("bdi", {dir: "auto"}, text);
    return tag("a", {href: url, rel: "noopener noreferrer", target: "_blank", dir: "auto"}, text);
  }

  function name(text) {
    return tag("bdi", {dir: "auto"}, text);
  }

  function byId(id) {
    return document.getElementById(id);
  }

  function plural(number, one, many) {
    return `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;
  }

  return {tag, fill, link, name, byId, plural};
})();

// Buttons of ours on the map, under those that zoom: {id: element}.
Geomap.buttons = function buttons(map, entries) {
  const made = {};
  const Bar = L.Control.extend({
    options: {position: "topright"},
    onAdd() {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      L.DomEvent.disableClickPropagation(bar);
      for (const {id, sign, label, press} of entries) {
        made[id] = Geomap.dom.tag("button", {type: "button", class: "map-button", title: label, "aria-label": label, onclick: press}, sign);
        bar.append(made[id]);
      }
      return bar;
    },
  });
  new Bar().addTo(map);
  return made;
};

"""The box in which words are written, as its host handles it: one box, several calls."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cjdata.dashboard.narrative import text_box

pytestmark = pytest.mark.browser

_HOST = """async ([source, words]) => {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { default: draw } = await import(address);
  const data = {
    slot: "introduction", label: "Words for Introduction", help: "", limit: 20000, words,
    visit: "1", generation: 0, text: "", base: 0, when: "", client: "", sequence: 0,
    problem: "", conflict: false,
  };
  window.heard = [];
  window.draw = () => draw({
    parentElement: document.body,
    data: { ...data },
    setTriggerValue: (name, message) => window.heard.push(message.text),
  });
}"""


@pytest.fixture
def box(context: BrowserContext) -> Page:
    page = context.new_page()
    html, script = text_box.source("html"), text_box.source("js")
    page.set_content(html)
    page.evaluate(_HOST, [script, dict(text_box.WORDS)])
    return page


def test_nothing_can_be_typed_before_the_box_listens(box: Page) -> None:
    expect(box.get_by_role("textbox")).not_to_be_editable()
    box.evaluate("() => { window.draw(); }")
    expect(box.get_by_role("textbox")).to_be_editable()


def test_a_box_drawn_anew_while_it_loads_still_hands_in_what_is_typed(box: Page) -> None:
    box.evaluate("""() => {
      const first = window.draw();
      window.draw();
      first();
    }""")
    box.get_by_role("textbox").fill("By keyboard")
    box.get_by_role("textbox").blur()
    assert box.evaluate("window.heard") == ["By keyboard"]


def test_a_box_taken_away_hears_nothing_more_and_takes_nothing(box: Page) -> None:
    box.evaluate("() => { window.draw(); window.draw()(); }")
    expect(box.get_by_role("textbox")).not_to_be_editable()
    assert box.evaluate("window.heard") == []

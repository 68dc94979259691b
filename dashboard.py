"""The Community Justice Dashboard: start it with ``make run``.

``streamlit run dashboard.py`` reads this file twice over: once to find what serves it, and then
anew for every run of a page.
"""

from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from streamlit.starlette import App

    from cjdata.door import front_door

    app = App(__file__, **front_door.opening())
else:
    from cjdata.dashboard import page_frame, search_box

    page_frame.run(search_box.draw)

"""Who is let in, and under which name the dashboard answers: pure rules, without a server."""

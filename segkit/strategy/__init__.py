"""From segments to what is done about them: playbook, economics, decisions, plan, and the restricted exports."""

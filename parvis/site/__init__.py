"""The site: home, the page of a process, my participation, legal pages, health, and the commands of operators."""

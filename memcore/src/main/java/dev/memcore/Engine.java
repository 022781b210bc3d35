package dev.memcore;

/** What works on the parts of one open store; made once, shared by the manager and all handles. */
record Engine(
        Parts parts,
        Gate gate,
        Committer committer,
        WritePath writes,
        Sessions sessions,
        UsageBook usage,
        Triggers triggers,
        Undo undo,
        Eraser eraser,
        Horizons horizons,
        Maintenance maintenance) {
    static Engine over(Parts parts) {
        Gate gate = new Gate(parts.log().readOnly());
        Sessions sessions = new Sessions(parts);
        UsageBook usage = new UsageBook(parts);
        Triggers triggers = new Triggers(parts, usage::of);
        Committer committer = new Committer(parts, sessions::published, usage::logged, triggers::committed, gate);
        Horizons horizons = new Horizons(parts, committer);
        Eraser eraser = new Eraser(parts, committer, triggers);
        return new Engine(
                parts,
                gate,
                committer,
                new WritePath(parts, committer),
                sessions,
                usage,
                triggers,
                new Undo(parts, committer, horizons),
                eraser,
                horizons,
                new Maintenance(parts, committer, usage, triggers, horizons, eraser::finish));
    }
}

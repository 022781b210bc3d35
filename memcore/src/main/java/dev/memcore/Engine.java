package dev.memcore;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * What works on the parts of one open store; made once, shared by the manager and all handles.
 *
 * @param dropping the write lock is held while log and index do not agree, because retention has dropped from the one what
 *     the other still has; the read lock by whoever compares them
 */
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
        Maintenance maintenance,
        ReadWriteLock dropping) {
    static Engine over(Parts parts) {
        Gate gate = new Gate(parts.log().readOnly());
        Sessions sessions = new Sessions(parts);
        UsageBook usage = new UsageBook(parts);
        Triggers triggers = new Triggers(parts, usage::of);
        Committer committer = new Committer(parts, sessions::published, usage::logged, triggers::committed, gate);
        Horizons horizons = new Horizons(parts, committer);
        ReadWriteLock dropping = new ReentrantReadWriteLock(true);
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
                new Maintenance(parts, committer, usage, triggers, horizons, dropping.writeLock(), eraser::finish),
                dropping);
    }
}

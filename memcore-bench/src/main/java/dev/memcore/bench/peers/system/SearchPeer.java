package dev.memcore.bench.peers.system;

import java.util.List;

/** A system that finds turns by their meaning. For one reading thread. */
public interface SearchPeer extends AutoCloseable {
    /** The number of results of a search. */
    int RESULTS = 10;

    /** Stores all turns of a corpus durably, and returns when searches find them. */
    void load(PeerCorpus corpus);

    /** Returns the texts of the best turns of the question's user, best first. Includes the embedding of the question. */
    List<String> search(PeerQuestion question);

    @Override
    void close();
}

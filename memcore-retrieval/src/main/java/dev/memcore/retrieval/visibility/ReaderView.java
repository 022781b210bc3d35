package dev.memcore.retrieval.visibility;

import java.util.List;
import org.apache.lucene.search.Query;

/**
 * All that a reader sees and that is in force, whatever the filter of his query admits: what an event or a gist is looked for in.
 *
 * @param visible what he sees, with its statistics
 * @param inForce what of it is in force in the index
 * @param waiting likewise in the tail
 */
public record ReaderView(Visible visible, Query inForce, List<Candidates.Waiting> waiting) {}

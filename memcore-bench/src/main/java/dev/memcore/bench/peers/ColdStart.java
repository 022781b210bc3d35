package dev.memcore.bench.peers;

import dev.memcore.bench.harness.Protocol;
import dev.memcore.bench.peers.system.PeerQuestion;
import dev.memcore.bench.peers.system.PeerSystem;
import dev.memcore.bench.peers.system.SearchPeer;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that opens a store, searches once, reports the number of results and ends. Its arguments are the system, the
 * directory and the question. It is not a command of the bench, because the bench's own start would be measured.
 */
final class ColdStart {
    private ColdStart() {}

    /** Runs the process. */
    public static void main(String[] arguments) {
        PeerSystem system = PeerSystem.valueOf(arguments[0]);
        boolean dense = PeerWork.COLD_START.dense(system);
        try (SearchPeer peer = system.openSearch(Path.of(arguments[1]), dense)) {
            int found = peer.search(new PeerQuestion(0, arguments[2], null, List.of()))
                    .size();
            new Protocol().send(Integer.toString(found));
        }
    }
}

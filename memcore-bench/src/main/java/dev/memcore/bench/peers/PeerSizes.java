package dev.memcore.bench.peers;

import dev.memcore.bench.peers.system.PeerCorpus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of a measurement, which a child process gets as arguments.
 *
 * @param memories the number of turns
 * @param users the number of users
 * @param data the directory of LoCoMo, or null
 * @param recalls the number of timed searches
 * @param judged the number of questions whose results are judged, at most
 * @param openings the number of openings and processes
 * @param seconds the duration of measured writes; searches stop after five times as long
 */
record PeerSizes(
        int memories,
        int users,
        @Nullable Path data,
        long seed,
        int recalls,
        int judged,
        int openings,
        double seconds) {
    /** With another number of memories, all of one user. */
    PeerSizes ofOneUser(int count) {
        return new PeerSizes(count, 1, data, seed, recalls, judged, openings, seconds);
    }

    PeerCorpus corpus() {
        return PeerCorpus.of(data, memories, users, seed);
    }

    /** The arguments of the child process. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--memories=" + memories,
                "--users=" + users,
                "--seed=" + seed,
                "--recalls=" + recalls,
                "--judged=" + judged,
                "--openings=" + openings,
                "--seconds=" + seconds));
        if (data != null) {
            arguments.add("--data=" + data);
        }
        return arguments;
    }
}

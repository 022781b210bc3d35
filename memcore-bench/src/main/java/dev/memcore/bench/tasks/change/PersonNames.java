package dev.memcore.bench.tasks.change;

import java.util.List;

/** Names of persons: a first name and a last name, and from the 1,201st person on a letter between them. */
final class PersonNames {
    private static final List<String> FIRST = List.of(
            ("Ann Bob Carla David Elena Frank Grace Hugo Irene Jack Karen Liam Maria Nathan Olivia Peter Quentin Rachel"
                            + " Samuel Tina Ulrich Vera Walter Xenia Yvonne Zoe Arthur Bella Cedric Dora Edgar Fiona"
                            + " Gregor Helen Ivan Judith Kurt Laura Martin Nora")
                    .split(" "));
    private static final List<String> LAST = List.of(
            ("Abbott Barlow Castle Dalton Ellis Foster Garner Harper Ingram Jarvis Keller Lambert Mercer Norris Osborne"
                            + " Palmer Quigley Ramsey Sawyer Turner Underwood Vaughan Walsh Xavier Yates Zeller Ashby"
                            + " Benson Carver Denham")
                    .split(" "));

    private PersonNames() {}

    /** Returns the name of a person by number, in [0, 32,400). */
    static String of(int person) {
        int pairs = FIRST.size() * LAST.size();
        int pair = person % pairs;
        String middle = person < pairs ? "" : (char) ('A' + person / pairs - 1) + " ";
        return FIRST.get(pair % FIRST.size()) + " " + middle + LAST.get(pair / FIRST.size());
    }
}

package dev.memcore.cli.launcher;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The main class of the jar. Compiled for Java 8, so that an old JVM can say which one is needed, instead of failing with an
 * {@link UnsupportedClassVersionError}.
 *
 * <p>With the environment variable {@code MEMCORE_SIMD=1} it starts the JVM again with the module
 * {@code jdk.incubator.vector}, which lets Lucene compare vectors faster. Everything works without.
 */
public final class Launcher {
    /** The first Java version that memcore runs on. */
    static final int REQUIRED = 21;

    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final String MAIN = "dev.memcore.cli.MemcoreCommand";
    private static final String JAR = "memcore-cli.jar";

    private Launcher() {}

    /** Checks the JVM, then hands over to the command line. */
    public static void main(String[] args) throws Exception {
        launch(MAIN, JAR, args);
    }

    /**
     * Checks the JVM, then runs a main class.
     *
     * @param main the name of the class
     * @param jar the name of its jar, for the message to an old JVM
     */
    public static void launch(String main, String jar, String[] args) throws Exception {
        String complaint =
                complaint(System.getProperty("java.specification.version"), System.getProperty("java.home"), jar);
        if (!complaint.isEmpty()) {
            System.err.println(complaint);
            System.exit(2);
        }
        if ("1".equals(System.getenv("MEMCORE_SIMD")) && !hasVectorModule()) {
            System.exit(relaunch(main, args));
        }
        try {
            Class.forName(main).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }

    /** What is wrong with a JVM of this version, or an empty string. */
    static String complaint(String specificationVersion, String home, String jar) {
        if (major(specificationVersion) >= REQUIRED) {
            return "";
        }
        return "memcore needs Java " + REQUIRED + " or newer; this is Java " + specificationVersion + " in " + home
                + ".\n" + "Start it with a newer one, as in: /path/to/jdk-" + REQUIRED
                + "/bin/java -jar " + jar;
    }

    /** "1.8" is 8, "17" is 17; what cannot be read is taken as new. */
    static int major(String specificationVersion) {
        String[] parts = specificationVersion.split("[.]");
        try {
            int first = Integer.parseInt(parts[0]);
            return first == 1 && parts.length > 1 ? Integer.parseInt(parts[1]) : first;
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static boolean hasVectorModule() {
        try {
            Class.forName("jdk.incubator.vector.FloatVector");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static int relaunch(String main, String[] args) throws Exception {
        List<String> command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.add("--add-modules=" + VECTOR_MODULE);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        Collections.addAll(command, args);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}

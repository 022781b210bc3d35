package dev.memcore.bench.classes;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.connect.VMStartException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.MethodEntryRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link CallProbe} in a separate JVM under the debugger interface of the JDK, and records the classes whose
 * methods are entered.
 */
final class MethodTrace {
    /** The threads for whose work a caller waits. */
    private static final Set<String> THREADS = Set.of("main", "memcore-log");

    private final Map<String, Set<String>> classes = new TreeMap<>();
    private @Nullable String call;

    private MethodTrace() {}

    /** The names of top-level classes of memcore, by call. */
    static Map<String, Set<String>> run() {
        MethodTrace trace = new MethodTrace();
        try {
            trace.follow(launch());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tracing", e);
        } catch (IOException
                | VMStartException
                | IllegalConnectorArgumentsException
                | IncompatibleThreadStateException e) {
            throw new IllegalStateException("cannot trace: " + e, e);
        }
        return trace.classes;
    }

    private static VirtualMachine launch() throws IOException, VMStartException, IllegalConnectorArgumentsException {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        set(arguments, "main", CallProbe.class.getName());
        set(arguments, "options", "-cp \"" + System.getProperty("java.class.path") + "\"");
        VirtualMachine machine = connector.launch(arguments);
        drain(machine.process().getInputStream(), "classes-output");
        drain(machine.process().getErrorStream(), "classes-errors");
        return machine;
    }

    private static void set(Map<String, Connector.Argument> arguments, String name, String value)
            throws IllegalConnectorArgumentsException {
        Connector.Argument argument = arguments.get(name);
        if (argument == null) {
            throw new IllegalConnectorArgumentsException("the connector has no such argument", name);
        }
        argument.setValue(value);
    }

    private static void drain(InputStream stream, String name) {
        Thread reader = new Thread(
                () -> {
                    try (stream) {
                        stream.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // The process has ended.
                    }
                },
                name);
        reader.setDaemon(true);
        reader.start();
    }

    private void follow(VirtualMachine machine) throws InterruptedException, IncompatibleThreadStateException {
        EventRequestManager requests = machine.eventRequestManager();
        ClassPrepareRequest probe = requests.createClassPrepareRequest();
        probe.addClassFilter(CallProbe.class.getName());
        probe.enable();
        MethodEntryRequest entries = requests.createMethodEntryRequest();
        entries.addClassFilter("dev.memcore.*");
        entries.setSuspendPolicy(EventRequest.SUSPEND_NONE);
        while (true) {
            EventSet events = machine.eventQueue().remove();
            for (Event event : events) {
                if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
                    return;
                }
                switch (event) {
                    case ClassPrepareEvent prepared -> breakAtMarkers(prepared.referenceType(), requests);
                    case BreakpointEvent marker -> passed(marker, entries);
                    case MethodEntryEvent entry -> entered(entry);
                    default -> {}
                }
            }
            events.resume();
        }
    }

    private static void breakAtMarkers(ReferenceType probe, EventRequestManager requests) {
        for (String marker : List.of("begin", "end")) {
            requests.createBreakpointRequest(
                            probe.methodsByName(marker).getFirst().location())
                    .enable();
        }
    }

    private void passed(BreakpointEvent marker, MethodEntryRequest entries) throws IncompatibleThreadStateException {
        if (marker.location().method().name().equals("begin")) {
            call = ((StringReference)
                            marker.thread().frame(0).getArgumentValues().getFirst())
                    .value();
            entries.enable();
        } else {
            entries.disable();
        }
    }

    private void entered(MethodEntryEvent entry) {
        String type = entry.method().declaringType().name().replaceAll("\\$.*", "");
        if (call != null
                && !type.equals(CallProbe.class.getName())
                && THREADS.contains(entry.thread().name())) {
            classes.computeIfAbsent(call, key -> new TreeSet<>()).add(type);
        }
    }
}

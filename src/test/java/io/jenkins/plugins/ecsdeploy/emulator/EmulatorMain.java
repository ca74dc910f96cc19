package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/**
 * The emulator as a program of its own, for the demo. Arguments: {@code --port N} (default 4566), {@code --speed X}
 * (seconds of the emulator per real second, default 1), {@code --world FILE} (a document as {@link DemoWorld} reads
 * it), {@code --registry N} (the port of a registry beside it, with the image of the demo; none by default).
 */
public final class EmulatorMain {
    private static final Pattern MUTATION =
            Pattern.compile("(Create|Update|Delete|Register|Deregister|Stop|Continue|Run|AssumeRole).*");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private EmulatorMain() {}

    /** Runs until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        EcsEmulator emulator;
        try {
            emulator = start(System.out, arguments);
        } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
        new CountDownLatch(1).await();
    }

    /**
     * Starts an emulator as the arguments say, and tells about it.
     *
     * @throws IllegalArgumentException for arguments that are not understood
     */
    static EcsEmulator start(PrintStream out, String... arguments) throws IOException {
        int port = 4566;
        double speed = 1;
        String world = null;
        Integer registry = null;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("A value is missing after " + arguments[i]);
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--port" -> port = Integer.parseInt(value);
                case "--speed" -> speed = Double.parseDouble(value);
                case "--world" -> world = Files.readString(Path.of(value));
                case "--registry" -> registry = Integer.valueOf(value);
                default ->
                    throw new IllegalArgumentException(
                            "Unknown argument " + arguments[i] + "; there are --port, --speed, --world and --registry");
            }
        }
        EcsEmulator emulator = EcsEmulator.builder()
                .port(port)
                .clock(EmulatorClock.running(speed))
                .start();
        if (world == null) {
            DemoWorld.build(emulator);
        } else {
            DemoWorld.build(emulator, world);
        }
        emulator.onCall(call -> print(out, call));
        Credentials keys = emulator.credentials();
        out.println("Amazon ECS emulator: " + emulator.endpoint() + " in " + emulator.region() + ", access key id "
                + keys.accessKeyId() + ", secret " + keys.secretAccessKey());
        if (registry != null) {
            startRegistry(out, registry, emulator);
        }
        return emulator;
    }

    private static void startRegistry(PrintStream out, int port, EcsEmulator emulator) {
        TestRegistry registry =
                DemoRegistry.start(port, emulator, line -> out.println(TIME.format(Instant.now()) + " " + line));
        out.println("Registry: " + registry.url() + ", user " + DemoRegistry.USER + ", password "
                + DemoRegistry.PASSWORD + ", with " + DemoRegistry.REPOSITORY);
    }

    private static void print(PrintStream out, Call call) {
        if (MUTATION.matcher(call.action()).matches()) {
            String end = call.error() != null ? call.error() : call.answered() ? "ok" : "answer lost";
            out.println(TIME.format(call.at()) + " " + call.action() + subject(call.request()) + " " + end);
        }
    }

    /** What the call is about, without anything that may be secret. */
    private static String subject(JsonNode request) {
        StringBuilder result = new StringBuilder();
        for (String key : new String[] {
            "cluster",
            "clusterName",
            "service",
            "serviceName",
            "family",
            "taskDefinition",
            "serviceDeploymentArn",
            "hookId",
            "action",
            "applicationName",
            "deploymentGroupName",
            "deploymentId",
            "RoleArn",
            "RoleSessionName"
        }) {
            if (Json.has(request, key)) {
                result.append(' ').append(Json.text(request, key));
            }
        }
        request.path("containerDefinitions")
                .forEach(container ->
                        result.append(' ').append(container.path("image").asText()));
        return result.toString();
    }
}

package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Takes each request through faults, authentication, reading, permission and its action; writes the answer and the
 * log.
 */
final class Front {
    private final World world;
    private final Authentication authentication;
    private final Faults faults;
    private final CallLog log;
    private final List<Protocol> protocols;

    Front(World world, Authentication authentication, Faults faults, CallLog log, List<Protocol> protocols) {
        this.world = world;
        this.authentication = authentication;
        this.faults = faults;
        this.log = log;
        this.protocols = protocols;
    }

    private static final class Outcome {
        private ObjectNode request = Json.object();
        private String accessKeyId;
        private String error;
        private int status = 200;
        private String body;
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest request = new HttpRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes());
            for (Protocol protocol : protocols) {
                String action = protocol.actionOf(request);
                if (action != null) {
                    serve(exchange, request, protocol, action);
                    return;
                }
            }
            exchange.sendResponseHeaders(404, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange, HttpRequest request, Protocol protocol, String action)
            throws IOException, InterruptedException {
        Fault fault = faults.take(action);
        boolean cut = fault.kind() == Fault.Kind.CUT || fault.kind() == Fault.Kind.LOST_ANSWER;
        String requestId;
        Outcome outcome;
        Instant now;
        synchronized (world) {
            now = world.clock.now();
            requestId = world.ids.uuid();
            outcome = outcome(request, protocol, action, fault, requestId);
            // Inside the lock, so that the order of the log is that in which things were done.
            log.add(new Call(action, outcome.request, now, outcome.accessKeyId, outcome.status, outcome.error, !cut));
        }
        if (fault.kind() == Fault.Kind.LATENCY) {
            world.clock.await(now.plus(fault.latency()));
        }
        if (!cut) {
            byte[] bytes = outcome.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", protocol.contentType());
            exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
            protocol.headers().forEach(exchange.getResponseHeaders()::set);
            if (request.method().equals("HEAD")) {
                exchange.sendResponseHeaders(outcome.status, -1);
                return;
            }
            exchange.sendResponseHeaders(outcome.status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private Outcome outcome(HttpRequest request, Protocol protocol, String action, Fault fault, String requestId) {
        Outcome outcome = new Outcome();
        try {
            if (fault.kind() == Fault.Kind.CUT) {
                outcome.status = 0;
                outcome.request = protocol.read(action, request);
                return outcome;
            }
            Caller caller = authentication.authenticate(request);
            outcome.accessKeyId = caller.accessKeyId();
            outcome.request = protocol.read(action, request);
            if (fault.kind() == Fault.Kind.ERROR) {
                throw fault.error().get();
            }
            checkPermission(protocol, action, outcome.request, caller);
            for (String further : protocol.alsoNeeds(action, outcome.request)) {
                checkPermission(protocol, further, outcome.request, caller);
            }
            world.fault = fault.kind();
            // The action gets a copy, and the log keeps what was sent.
            ObjectNode answer = protocol.perform(action, outcome.request.deepCopy(), caller);
            outcome.body = protocol.success(action, answer, requestId);
        } catch (AwsError e) {
            outcome.error = e.code;
            if (fault.kind() != Fault.Kind.CUT) {
                outcome.status = protocol.status(e);
            }
            outcome.body = protocol.error(e, requestId);
        } catch (RuntimeException e) {
            // A mistake of the emulator's own: without this the server would swallow it.
            new IllegalStateException("The emulator failed at " + action + " " + outcome.request, e).printStackTrace();
            outcome.error = "InternalFailure";
            outcome.status = 500;
            outcome.body = protocol.error(new AwsError(500, outcome.error, e.toString()), requestId);
        }
        return outcome;
    }

    private void checkPermission(Protocol protocol, String action, ObjectNode request, Caller caller) {
        if (faults.denies(action)) {
            String permission = protocol.permissionPrefix() + action;
            String resource = protocol.resource(request);
            throw resource != null
                    ? Denial.of(permission, resource, caller)
                    : Denial.of(world, permission, request, caller);
        }
    }
}

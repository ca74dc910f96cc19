package io.jenkins.plugins.ecsdeploy.steps;

import com.sun.net.httpserver.HttpServer;
import hudson.EnvVars;
import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** The address on an agent's machine where a container finds the credentials of its role. */
final class LendingContainer implements AutoCloseable {
    final AtomicInteger fetched = new AtomicInteger();
    private final HttpServer server;
    private volatile Credentials lent;

    LendingContainer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/credentials", exchange -> {
            fetched.incrementAndGet();
            byte[] answer = ("{\"AccessKeyId\":\"" + lent.accessKeyId() + "\",\"SecretAccessKey\":\""
                            + lent.secretAccessKey() + "\",\"Token\":\"" + lent.sessionToken()
                            + "\",\"Expiration\":\"" + Instant.now().plus(Duration.ofHours(6)) + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** What is lent from now on. */
    Credentials lend(Credentials credentials) {
        lent = credentials;
        return credentials;
    }

    /** The environment of an agent in this container. */
    EnvVars environment() {
        return new EnvVars(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/credentials");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

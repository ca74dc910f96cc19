package io.jenkins.plugins.ecsdeploy.emulator.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.ecsdeploy.emulator.registry.StoredRepository.StoredManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry on the loopback interface: see the package.
 *
 * <pre>{@code
 * try (TestRegistry registry = new TestRegistry(time)) {
 *     String digest = registry.push("team/web", "1.0", TestImages.image(TestImages.OCI_MANIFEST, "web"), TestImages.OCI_MANIFEST);
 *     registry.bearer("jenkins", "secret").quirk(Quirk.HEAD_NOT_FOUND);
 *     … registry.tag("team/web", "dev") … registry.requests() …
 * }
 * }</pre>
 */
public final class TestRegistry implements AutoCloseable {
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
    private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/([^/]+)");
    private static final Pattern MOUNT = Pattern.compile("/v2/(.+)/blobs/uploads/\\?mount=([^&]+)&from=(.+)");
    private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/([0-9]+)\\?state=x");

    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    private final Map<String, StoredRepository> repositories = new HashMap<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final Access access;
    private final Manifests manifests = new Manifests(quirks, repositories);
    private final Blobs blobs = new Blobs(quirks, repositories);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final ExecutorService threads;
    private Consumer<RecordedRequest> listener = request -> {};

    /** @param clock by which tokens expire */
    public TestRegistry(InstantSource clock) {
        this(clock, 0);
    }

    /** @param port 0 for a free one */
    public TestRegistry(InstantSource clock, int port) {
        access = new Access(quirks, clock);
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "test-registry");
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 128);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        access.realm = url() + "/token";
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** As names of images have it. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public URI url() {
        return URI.create("http://" + host());
    }

    /** From now on; it may be one more. */
    public synchronized TestRegistry quirk(Quirk quirk) {
        quirks.add(quirk);
        return this;
    }

    /** Wants that login with each request. */
    public synchronized TestRegistry basic(String user, String password) {
        return login(Access.Mode.BASIC, user, password);
    }

    /** Wants a token, which its token server gives to that login; to everybody if the user is null. */
    public synchronized TestRegistry bearer(String user, String password) {
        return login(Access.Mode.BEARER, user, password);
    }

    /** Its token server gives tokens for that identity token, too. */
    public synchronized TestRegistry identityToken(String token) {
        access.identityToken = token;
        return this;
    }

    /** What the challenge says to be the token server. */
    public synchronized TestRegistry realm(String realm) {
        access.realm = realm;
        return this;
    }

    public synchronized TestRegistry tokensLast(Duration time) {
        access.tokensLast = time;
        return this;
    }

    public synchronized void revokeTokens() {
        access.revokeTokens();
    }

    private TestRegistry login(Access.Mode mode, String user, String password) {
        access.mode = mode;
        access.user = user;
        access.password = password;
        return this;
    }

    /** Stores the manifest with all blobs that it names; answers its digest. */
    public synchronized String push(String name, String tag, byte[] manifest, String type) {
        StoredRepository repository = repositories.computeIfAbsent(name, key -> new StoredRepository());
        String digest = Sums.sha256(manifest);
        repository.manifests.put(digest, new StoredManifest(manifest, type));
        if (tag != null) {
            repository.tags.put(tag, digest);
        }
        Manifests.read(manifest)
                .path("layers")
                .forEach(layer -> repository.blobs.add(layer.path("digest").asText()));
        repository.blobs.add(Manifests.read(manifest).at("/config/digest").asText());
        return digest;
    }

    /** Stores an index of three platforms with its images. */
    public String pushIndex(String name, String tag, String type, String childType) {
        TestImages.children(childType, name).forEach(child -> push(name, null, child, childType));
        return push(name, tag, TestImages.index(type, childType, name), type);
    }

    /** The digest behind a tag; null if there is none. */
    public synchronized String tag(String name, String tag) {
        StoredRepository repository = repositories.get(name);
        return repository == null ? null : repository.tags.get(tag);
    }

    /** The bytes of a manifest; null if there is none. */
    public synchronized byte[] manifest(String name, String digest) {
        StoredManifest manifest = repositories.get(name).manifests.get(digest);
        return manifest == null ? null : manifest.bytes();
    }

    /** The next request that begins so ({@code PUT /v2/team}) is answered with that, and nothing is done. */
    public synchronized TestRegistry answer(String request, int status, Map<String, String> headers, String body) {
        troubles.add(Trouble.reply(request, status, headers, body));
        return this;
    }

    /** The next such request is cut off before anything is done. */
    public synchronized TestRegistry cut(String request) {
        troubles.add(Trouble.of(request, Trouble.Kind.CUT));
        return this;
    }

    /** The next such request is carried out, and cut off before the answer. */
    public synchronized TestRegistry loseAnswer(String request) {
        troubles.add(Trouble.of(request, Trouble.Kind.LOST_ANSWER));
        return this;
    }

    /** The next such request gets an answer whose body never ends. */
    public synchronized TestRegistry hang(String request) {
        troubles.add(Trouble.of(request, Trouble.Kind.HANG));
        return this;
    }

    /** Is told each request before it is answered; may push. */
    public synchronized void onRequest(Consumer<RecordedRequest> told) {
        listener = told;
    }

    /** All requests so far, in the order in which they were answered. */
    public synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** The same as lines. */
    public List<String> lines() {
        return requests().stream().map(RecordedRequest::toString).toList();
    }

    public synchronized void forgetRequests() {
        requests.clear();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            RecordedRequest request = new RecordedRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes(),
                    0,
                    0);
            listener.accept(request);
            serve(exchange, request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange, RecordedRequest request) throws IOException, InterruptedException {
        Trouble trouble;
        Reply reply;
        synchronized (this) {
            trouble = take(request.method() + " " + request.path());
            Trouble.Kind kind = trouble == null ? null : trouble.kind();
            reply = kind == Trouble.Kind.REPLY
                    ? trouble.reply()
                    : kind == Trouble.Kind.CUT ? Reply.of(0) : reply(request);
            int length = request.method().equals("HEAD") ? 0 : reply.body().length;
            requests.add(new RecordedRequest(
                    request.method(), request.path(), request.headers(), request.body(), reply.status(), length));
        }
        if (trouble != null && trouble.kind() == Trouble.Kind.HANG) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            closed.await();
        } else if (trouble == null || trouble.kind() == Trouble.Kind.REPLY) {
            send(exchange, request, reply);
        }
    }

    private static void send(HttpExchange exchange, RecordedRequest request, Reply reply) throws IOException {
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (request.method().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(reply.body().length));
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private Trouble take(String request) {
        for (Iterator<Trouble> all = troubles.iterator(); all.hasNext(); ) {
            Trouble trouble = all.next();
            if (trouble.of().test(request)) {
                all.remove();
                return trouble;
            }
        }
        return null;
    }

    private Reply reply(RecordedRequest request) {
        if (request.path().startsWith("/token")) {
            return access.token(request);
        }
        Matcher manifest = MANIFEST.matcher(request.path());
        if (manifest.matches()) {
            Reply refusal =
                    access.refusal(request, manifest.group(1), request.method().equals("PUT"));
            return refusal != null
                    ? refusal
                    : manifests.answer(request.method(), manifest.group(1), manifest.group(2), request);
        }
        return blob(request);
    }

    private Reply blob(RecordedRequest request) {
        Matcher mount = MOUNT.matcher(request.path());
        Matcher upload = UPLOAD.matcher(request.path());
        Matcher blob = BLOB.matcher(request.path());
        if (request.method().equals("POST") && mount.matches()) {
            Reply refusal = access.refusal(request, mount.group(1), true);
            boolean mayRead = access.mayRead(request, mount.group(3));
            return refusal != null
                    ? refusal
                    : blobs.mount(mount.group(1), mount.group(2), mount.group(3), mayRead, request);
        }
        if (request.method().equals("DELETE") && upload.matches()) {
            Reply refusal = access.refusal(request, upload.group(1), true);
            return refusal != null ? refusal : blobs.cancel();
        }
        if (request.method().equals("HEAD") && blob.matches()) {
            Reply refusal = access.refusal(request, blob.group(1), false);
            return refusal != null ? refusal : blobs.head(blob.group(1), blob.group(2));
        }
        return Reply.of(404);
    }
}

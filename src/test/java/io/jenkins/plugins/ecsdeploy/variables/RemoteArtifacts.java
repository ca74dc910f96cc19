package io.jenkins.plugins.ecsdeploy.variables;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.remoting.Callable;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.util.VirtualFile;

/** A store of artifacts that has nothing but keys and bytes, as those in a cloud. */
public final class RemoteArtifacts extends ArtifactManager {
    private static final Map<String, Map<String, byte[]>> STORE = new ConcurrentHashMap<>();

    /** How often somebody asked for several things at once. */
    public static final AtomicInteger batches = new AtomicInteger();

    /** While it is closed, nobody gets an answer. */
    static volatile CountDownLatch gate = new CountDownLatch(0);

    /** How many wait for an answer. */
    static final AtomicInteger waiting = new AtomicInteger();

    private transient String build;

    public static void use() {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new Factory());
    }

    /** The keys and contents that the store has for the build. */
    static Map<String, byte[]> of(Run<?, ?> run) {
        return STORE.computeIfAbsent(run.getExternalizableId(), id -> new TreeMap<>());
    }

    @Override
    public void onLoad(Run<?, ?> run) {
        build = run.getExternalizableId();
    }

    @Override
    public void archive(FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
            throws IOException, InterruptedException {
        for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
            try (InputStream in = workspace.child(artifact.getValue()).read()) {
                STORE.computeIfAbsent(build, id -> new TreeMap<>()).put(artifact.getKey(), in.readAllBytes());
            }
        }
    }

    @Override
    public boolean delete() {
        return STORE.remove(build) != null;
    }

    @Override
    public VirtualFile root() {
        return new Entry(build, "");
    }

    private static final class Factory extends ArtifactManagerFactory {
        @Override
        public ArtifactManager managerFor(Run<?, ?> run) {
            RemoteArtifacts manager = new RemoteArtifacts();
            manager.onLoad(run);
            return manager;
        }
    }

    private static final class Entry extends VirtualFile {
        private final String build;
        private final String key;

        Entry(String build, String key) {
            this.build = build;
            this.key = key;
        }

        private Map<String, byte[]> keys() {
            return STORE.getOrDefault(build, Map.of());
        }

        private String prefix() {
            return key.isEmpty() ? "" : key + "/";
        }

        @Override
        public <V> V run(Callable<V, IOException> callable) throws IOException {
            batches.incrementAndGet();
            waiting.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            } finally {
                waiting.decrementAndGet();
            }
            return callable.call();
        }

        @Override
        public String getName() {
            return key.substring(key.lastIndexOf('/') + 1);
        }

        @Override
        public URI toURI() {
            return URI.create("remote:/" + build.hashCode() + "/" + key.hashCode());
        }

        @Override
        public VirtualFile getParent() {
            return new Entry(build, key.contains("/") ? key.substring(0, key.lastIndexOf('/')) : "");
        }

        @Override
        public boolean isDirectory() {
            return keys().keySet().stream().anyMatch(other -> other.startsWith(prefix()));
        }

        @Override
        public boolean isFile() {
            return keys().containsKey(key);
        }

        @Override
        public boolean exists() {
            return isFile() || isDirectory();
        }

        @Override
        public VirtualFile[] list() {
            return keys().keySet().stream()
                    .filter(other -> other.startsWith(prefix()))
                    .map(other -> prefix() + other.substring(prefix().length()).split("/", 2)[0])
                    .distinct()
                    .map(child -> new Entry(build, child))
                    .toArray(VirtualFile[]::new);
        }

        @Override
        public VirtualFile child(String name) {
            return new Entry(build, prefix() + name);
        }

        @Override
        public long length() {
            return keys().getOrDefault(key, new byte[0]).length;
        }

        @Override
        public long lastModified() {
            return 0;
        }

        @Override
        public boolean canRead() {
            return isFile();
        }

        @Override
        public InputStream open() throws IOException {
            byte[] content = keys().get(key);
            if (content == null) {
                throw new FileNotFoundException(key);
            }
            return new ByteArrayInputStream(content);
        }
    }
}

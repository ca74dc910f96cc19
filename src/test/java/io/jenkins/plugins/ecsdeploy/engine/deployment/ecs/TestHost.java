package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.LeftDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RanRevision;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RecordedRevisions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A program to run deployments in, which remembers what it was told. */
public class TestHost implements DeploymentHost {
    public final List<String> log = new ArrayList<>();
    /** Documents by name. */
    public Map<String, String> kept = new HashMap<>();

    public Map<String, Object> result;
    public RuntimeException failure;
    public Supplier<EcsApi> ecs;
    /** What this program has recorded of the service, of places, and of deployments whose steps have ended. */
    public List<RanRevision> ran = new ArrayList<>();

    public Map<String, List<String>> places = new HashMap<>();
    public List<LeftDeployment> left = new ArrayList<>();

    /** Called before each remembering; a test may throw here to play a full disk. */
    public Runnable disk = () -> {};

    public boolean stopping;
    /** The build that it belongs to. */
    public String who = "";

    /** Called with each line. */
    public Runnable onLog = () -> {};
    /** Called after each remembering; a test may throw here to play a crash. */
    public Runnable onRemember = () -> {};

    /** The gates that somebody was asked to decide at, each once, by name. */
    public final List<String> gates = new ArrayList<>();
    /** Whether it waits at one, as was said last. */
    public Optional<Gate> gate = Optional.empty();
    /** Called with each gate that it waits at. */
    public Consumer<Gate> onGate = any -> {};

    /** From a crash on, nothing is written any more. */
    public boolean crashed;

    /** Every state that was ever on disk. */
    public final List<byte[]> states = new ArrayList<>();

    public TestHost(Supplier<EcsApi> ecs) {
        this.ecs = ecs;
    }

    @Override
    public EcsApi ecs() {
        return ecs.get();
    }

    @Override
    public void gate(Optional<Gate> waiting) {
        boolean news = waiting.isPresent() && !waiting.map(Gate::id).equals(gate.map(Gate::id));
        gate = waiting;
        if (news) {
            gates.add(waiting.get().name());
            onGate.accept(waiting.get());
        }
    }

    @Override
    public void log(String line) {
        log.add(line);
        onLog.run();
    }

    @Override
    public void remember(DeploymentRecord record) {
        if (crashed) {
            return;
        }
        disk.run();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(record);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        states.add(bytes.toByteArray());
        onRemember.run();
    }

    @Override
    public RecordedRevisions recorded(DeploymentRecord deployment) {
        return new RecordedRevisions() {
            @Override
            public List<RanRevision> ran(String arn) {
                return ran;
            }

            @Override
            public List<String> places(String taskDefinitionArn) {
                return places.getOrDefault(taskDefinitionArn, List.of());
            }
        };
    }

    @Override
    public List<LeftDeployment> leftBehind(DeploymentRecord deployment) {
        return left;
    }

    @Override
    public String who() {
        return who;
    }

    @Override
    public String inWords(String other) {
        return other.equals(who) ? "this build" : other;
    }

    @Override
    public boolean isStopping() {
        return stopping;
    }

    @Override
    public Optional<String> keep(String name, String document) {
        kept.put(name, document);
        return Optional.of(name);
    }

    @Override
    public Optional<String> kept(String name) {
        return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void succeeded(DeploymentRecord record) {
        ended();
        result = Outcome.asMap(record);
    }

    @Override
    public void failed(RuntimeException e) {
        ended();
        failure = e;
    }

    /** The host of the program that is started after a crash: it knows what was written down, and no more. */
    public TestHost afterACrash() {
        TestHost next = new TestHost(ecs);
        next.states.addAll(states);
        next.kept.putAll(kept);
        next.who = who;
        return next;
    }

    /** What is left after a crash. */
    public DeploymentRecord fromDisk() {
        return read(states.get(states.size() - 1));
    }

    public static DeploymentRecord read(byte[] state) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(state))) {
            return (DeploymentRecord) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private void ended() {
        if (result != null || failure != null) {
            throw new AssertionError("ended twice");
        }
    }
}

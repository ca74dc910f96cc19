package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A program to run tasks in, which remembers what it was told. */
final class TaskTestHost implements TaskHost {
    /** What people have seen, before a crash, too. */
    final List<String> log;

    final List<byte[]> states = new ArrayList<>();
    Map<String, Object> result;
    RuntimeException failure;
    Supplier<EcsApi> ecs;
    boolean stopping;
    /** Called before each remembering; a test may throw here to play a full disk. */
    Runnable disk = () -> {};
    /** Called with each line. */
    Runnable onLog = () -> {};
    /** From a crash on, nothing is written any more, neither to the log nor to the disk. */
    boolean crashed;

    TaskTestHost(Supplier<EcsApi> ecs) {
        this(ecs, new ArrayList<>());
    }

    private TaskTestHost(Supplier<EcsApi> ecs, List<String> log) {
        this.ecs = ecs;
        this.log = log;
    }

    @Override
    public EcsApi ecs() {
        return ecs.get();
    }

    @Override
    public void log(String line) {
        if (!crashed) {
            log.add(line);
            onLog.run();
        }
    }

    @Override
    public long shown(String prefix) {
        return log.stream().filter(line -> line.startsWith(prefix)).count();
    }

    @Override
    public void remember(TaskRecord record) {
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
    }

    @Override
    public void succeeded(TaskRecord record) {
        ended();
        result = TaskResult.asMap(record);
    }

    @Override
    public void failed(RuntimeException e) {
        ended();
        failure = e;
    }

    @Override
    public boolean isStopping() {
        return stopping;
    }

    /** The host of the program that is started after a crash: it has the log, and what was written down. */
    TaskTestHost afterACrash() {
        TaskTestHost next = new TaskTestHost(ecs, log);
        next.states.addAll(states);
        return next;
    }

    /** What is left after a crash. */
    TaskRecord fromDisk() {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(states.get(states.size() - 1)))) {
            return (TaskRecord) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** The lines of containers alone. */
    List<String> lines() {
        return log.stream().filter(line -> line.contains(" | ")).toList();
    }

    private void ended() {
        if (result != null || failure != null) {
            throw new AssertionError("ended twice");
        }
    }
}

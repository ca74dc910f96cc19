package io.jenkins.plugins.ecsdeploy.emulator.tasks;

import io.jenkins.plugins.ecsdeploy.emulator.World;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Sets the scenes of tasks that RunTask starts, and shows what has been started. */
public final class EmulatedTasks {
    private final World world;

    public EmulatedTasks(World world) {
        this.world = world;
    }

    /** How tasks behave for which nothing else is set. */
    public EmulatedTasks scene(TaskScene scene) {
        return set(memory -> memory.byDefault = scene);
    }

    /** How the next task behaves; called several times, those after it. */
    public EmulatedTasks next(TaskScene scene) {
        return set(memory -> memory.next.add(scene));
    }

    /** How tasks behave that have a container with such an image; the rule set last is asked first. */
    public EmulatedTasks image(Predicate<String> image, TaskScene scene) {
        return set(memory -> memory.image(image, scene));
    }

    /** The next RunTask answers with HTTP status 200 and these failures, and starts no task. */
    public EmulatedTasks refuse(String... reasons) {
        return refuse(0, reasons);
    }

    /** The next RunTask starts only so many tasks, and answers with these failures for the others. */
    public EmulatedTasks refuse(int started, String... reasons) {
        return set(memory -> memory.refusals.add(new TaskMemory.Refusal(List.of(reasons), started)));
    }

    /** GetLogEvents answers at most so many lines. */
    public EmulatedTasks pageSize(int lines) {
        return set(memory -> memory.pageSize = lines);
    }

    /** GetLogEvents answers with an empty page and another token before each page with lines. */
    public EmulatedTasks emptyPages(boolean on) {
        return set(memory -> memory.emptyPages = on);
    }

    /** The tokens of GetLogEvents so far have expired, as after 24 hours. */
    public EmulatedTasks expireLogTokens() {
        return set(memory -> memory.logTokens++);
    }

    /** The ARNs of all tasks that RunTask has ever started, in their order. */
    public List<String> started() {
        synchronized (world) {
            return world.oneOff.tasks.stream().map(task -> task.arn).toList();
        }
    }

    /** A task as DescribeTasks shows it, without a recorded call; whether ECS has forgotten it or not. */
    public String describe(String arn) {
        synchronized (world) {
            return OneOffView.of(find(arn), world.clock.now()).toString();
        }
    }

    /** When it has stopped, or will; null: never by itself. */
    public Instant stoppedAt(String arn) {
        synchronized (world) {
            return find(arn).stoppedAt();
        }
    }

    private OneOffTask find(String arn) {
        return world.oneOff.tasks.stream()
                .filter(task -> task.arn.equals(arn))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no task " + arn));
    }

    private EmulatedTasks set(Consumer<TaskMemory> change) {
        synchronized (world) {
            change.accept(world.oneOff);
        }
        return this;
    }
}

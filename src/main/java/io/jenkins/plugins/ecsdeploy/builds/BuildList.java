package io.jenkins.plugins.ecsdeploy.builds;

import hudson.model.Result;
import java.util.List;
import java.util.Optional;

/** The successful builds of a job at one moment. No method loads a build. */
public interface BuildList {
    /** The newest builds, newest first, at most {@code limit}. */
    List<BuildEntry> newest(Result minResult, int limit);

    /** The newest build. Takes the same time however many builds there are. */
    Optional<BuildEntry> newest(Result minResult);

    /** The build of that number, if it is known and successful. */
    Optional<BuildEntry> find(int number);

    /** False while older builds are still being looked through in the background. */
    boolean complete();

    /** Whether that was given up for now. Some time later, the next list begins it anew. */
    boolean abandoned();
}

package io.jenkins.plugins.ecsdeploy.engine.checks;

import java.util.List;

/** Knows one kind of thing that a task definition needs, or must keep. */
interface Check {
    /** The looks that it takes; quick, and without a call. */
    List<Look> looks(Subject subject);
}

// The jobs of the teams in examples/, for Job DSL: a folder for each, with the targets that its Jenkinsfiles name. Each
// example is a Git repository of its own, below EXAMPLES_DIR.
def repositories = binding.hasVariable('EXAMPLES_DIR') ? EXAMPLES_DIR : System.getenv('EXAMPLES_DIR')
if (!repositories) {
    return
}

// What Jenkinsfiles ask for. Each build says it anew; said here, the first build can be asked, too.
def upstream = { parameter, from ->
    return { made ->
        made.properties {
            parameters { parameterDefinitions { upstreamBuild { name(parameter); job(from) } } }
        }
    }
}
def asked = [
    'environment-tags/release': { made ->
        made.parameters {
            choiceParam('ENVIRONMENT', ['dev', 'alpha', 'stage', 'prod'])
            stringParam('VERSION', '0.0.3')
        }
    },
    'environment-tags/back': upstream('RELEASE', 'release'),
    'staged-then-live/deploy-test': upstream('SERVICE1', 'service1-build'),
    'staged-then-live/deploy-beta': upstream('SERVICE1', 'deploy-test'),
    'staged-then-live/deploy-staging': upstream('SERVICE1', 'deploy-beta'),
    'taskdef-in-git/deploy': upstream('BUILD', 'build'),
    'templates-and-test-traffic/deploy': { made -> made.parameters { choiceParam('WAIT_UNTIL', ['LIVE', 'DONE']) } },
    'templates-and-test-traffic/after-the-move/deploy': { made ->
        made.parameters { choiceParam('WAIT_UNTIL', ['LIVE', 'DONE']) }
    }
]

// Folder, description, cluster by target, Jenkinsfile by job.
[
    ['environment-tags', 'A version becomes what an environment runs, by a tag in the registry. Build release, then back.',
     [dev: 'tags-dev', alpha: 'tags-alpha', stage: 'tags-stage', prod: 'tags-prod'],
     ['release': 'release.Jenkinsfile', 'back': 'back.Jenkinsfile']],
    ['staged-then-live', 'From a build to live: service1-build, deploy-test, deploy-beta, deploy-staging, deploy-live.',
     [test: 'staged-test', beta: 'staged-beta', staging: 'staged-staging', live: 'staged-live'],
     ['service1-build': 'build.Jenkinsfile', 'deploy-test': 'deploy.Jenkinsfile', 'deploy-beta': 'deploy.Jenkinsfile',
      'deploy-staging': 'deploy.Jenkinsfile', 'deploy-live': 'deploy-live.Jenkinsfile',
      'test-night': 'test-night.Jenkinsfile', 'test-morning': 'test-morning.Jenkinsfile']],
    ['revision-files', 'A commit says what runs where. Change a revision.json, commit, and build deploy.',
     [acme: null],
     ['deploy': 'Jenkinsfile']],
    ['taskdef-in-git', 'One job builds and renders, the other deploys its artifacts with CodeDeploy: build, then deploy.',
     [production: 'taskdef-production'],
     ['build': 'build.Jenkinsfile', 'deploy': 'deploy.Jenkinsfile']],
    ['templates-and-test-traffic', 'A smoke test and a question while new tasks get test traffic only: build deploy.',
     [live: 'traffic-codedeploy'],
     ['deploy': 'Jenkinsfile']],
    ['templates-and-test-traffic/after-the-move', 'The same Jenkinsfile, for a service that ECS itself deploys.',
     [live: 'traffic-moved'],
     ['deploy': 'Jenkinsfile']]
].each { folderName, words, clusters, files ->
    def repository = folderName.split('/')[0]
    folder(folderName) {
        description(words)
        properties {
            ecsTargets {
                targets {
                    clusters.each { targetName, clusterName ->
                        target {
                            name(targetName)
                            region('eu-central-1')
                            if (clusterName) {
                                cluster(clusterName)
                            }
                            // Of the first team, each environment has an account of its own.
                            credentialsId(repository == 'environment-tags' ? "aws-${targetName}" : 'aws-examples')
                        }
                    }
                }
            }
        }
    }
    files.each { jobName, file ->
        def path = "${folderName}/${jobName}".toString()
        pipelineJob(path) {
            if (asked[path]) {
                asked[path](delegate)
            }
            definition {
                cpsScm {
                    scm {
                        git {
                            remote { url("file://${repositories}/${repository}") }
                            branch('main')
                        }
                    }
                    scriptPath(file)
                    lightweight(true)
                }
            }
        }
    }
}

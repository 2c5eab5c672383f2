// Writes the password file of SimpleAuthenticator: GroovyMain credentials.groovy FILE, user and password in the environment.
import org.apache.tinkerpop.gremlin.groovy.jsr223.dsl.credential.CredentialTraversalSource
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph

def graph = TinkerGraph.open()
def credentials = AnonymousTraversalSource.traversal(CredentialTraversalSource.class).withEmbedded(graph)
credentials.user(System.getenv("GREMLIN_USER"), System.getenv("GREMLIN_PASSWORD")).iterate()
graph.traversal().io(args[0]).write().iterate()

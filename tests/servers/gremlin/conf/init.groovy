// `g` is restricted as Neptune is. An error in this file leaves a listening server without `g`.
import org.apache.tinkerpop.gremlin.process.computer.traversal.strategy.verification.VertexProgramRestrictionStrategy
import org.apache.tinkerpop.gremlin.process.traversal.strategy.finalization.ReferenceElementStrategy
import org.apache.tinkerpop.gremlin.process.traversal.strategy.verification.LambdaRestrictionStrategy
import org.apache.tinkerpop.gremlin.structure.Edge
import org.apache.tinkerpop.gremlin.structure.Vertex

// Neptune indexes every property by itself, TinkerGraph those it is told.
[@INDEXED@].each { graph.createIndex(it, Vertex.class) }
// With an index of one sort only, a rollback on the server fails with a NullPointerException, and it answers no more.
graph.createIndex('no edge has this', Edge.class)

def globals = [:]
globals << [g: traversal().withEmbedded(graph).withStrategies(
    LambdaRestrictionStrategy.instance(),
    VertexProgramRestrictionStrategy.instance(),   // no withComputer()
    ReferenceElementStrategy.instance())]          // elements come back as id and label

// a listing
fn main() {
    // ANCHOR: body
    println!("included");
    // ANCHOR_END: body
}

export default function CalculatorPage() { return <p>…</p> }
